using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Bellwether.Agent.Commands;

/// <summary>The usual help, and below it the command's example.</summary>
internal sealed class ExampleHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <summary>Help goes with a line that is not complete yet.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Gives every command below <paramref name="root"/> its example in its help.</summary>
    public static void AddTo(Command root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        if (help.Action is HelpAction usual) help.Action = new ExampleHelp(usual);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb verb)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Example:");
            output.WriteLine($"  {verb.Example}");
            output.WriteLine();
        }

        return code;
    }
}
