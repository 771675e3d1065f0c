using System.CommandLine;

namespace Bellwether.Agent.Commands.Cases;

/// <summary><c>judge</c>: the judge alone, for scripts.</summary>
internal static class JudgeCommand
{
    public const string Name = "judge";

    private const string Description =
        "Judge cases from JSON lines on standard input, one answer a line: exit 0 all judged, 2 some refused";

    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(Name, Description, "bellwether judge");
        verb.SetAction((_, _) => RunAsync(terminal));
        return verb;
    }

    public static async Task<int> RunAsync(Terminal terminal)
    {
        using var interruption = new Interruption();
        try
        {
            return await JudgeLines.RunAsync(
                JudgeStreams.OfThisProcess(terminal.Error), Environment.ProcessorCount, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.ExitCode is not null)
        {
            return interruption.ExitCode!.Value;
        }
        catch (IOException e)
        {
            throw new CommandFailedException($"the lines cannot be read or written: {e.Message}", e)
            {
                ExitCode = ExitCodes.Fault,
            };
        }
    }
}
