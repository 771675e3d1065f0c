using System.CommandLine;
using System.CommandLine.Help;
using Bellwether.Agent.Commands.Backup;
using Bellwether.Agent.Commands.Cases;
using Bellwether.Agent.Commands.Deploy;
using Bellwether.Agent.Commands.Facts;
using Bellwether.Agent.Commands.History;
using Bellwether.Agent.Commands.Local;
using Bellwether.Agent.Commands.People;
using Bellwether.Agent.Commands.Verdicts;

namespace Bellwether.Agent.Commands;

/// <summary>Every command, and how each end of the program becomes an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Set to 1, it shows the whole trace of a fault of ours.</summary>
    public const string TraceVariable = "BELLWETHER_TRACE";

    /// <summary>No response files: in <c>--reason "@oncall said so"</c> the @ is the operator's. No bundles of letters:
    /// <c>await x -host URL</c> would be -h, the help, which ends with 0 and so promotes.</summary>
    private static readonly ParserConfiguration Parsing =
        new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public static Task<int> RunAsync(string[] args, LocalParts parts) => RunAsync(args, parts, Terminal.System());

    public static async Task<int> RunAsync(string[] args, LocalParts parts, Terminal terminal)
    {
        try
        {
            // Scripts start it for each case they have: the tree of all commands takes longer than the judgement.
            if (args is [JudgeCommand.Name]) return await JudgeCommand.RunAsync(terminal);
            var words = Root(terminal, parts).Parse(args, Parsing);
            // Help goes with a line that is not complete, and not with one that is mistyped: 0 is a promote.
            if (words.Errors.Count + words.UnmatchedTokens.Count > 0)
                return Complaints.Print(words, terminal.Error);
            return await words.InvokeAsync(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (CommandFailedException e)
        {
            await terminal.Error.WriteLineAsync($"bellwether: {OneLine(e.Message)}");
            return e.ExitCode;
        }
        catch (Exception e)
        {
            return Fault(e, terminal);
        }
    }

    public static Command Root(Terminal terminal, LocalParts parts)
    {
        // Not the library's RootCommand: its name would be the assembly's.
        var root = new Command("bellwether", "Bellwether watches a deployment and says promote or rollback.")
        {
            new HelpOption("--help", "-h"),
            new VersionOption(),
            RunCommand.Create(terminal, parts),
            DemoCommand.Create(terminal, parts),
            InitCommand.Create(terminal, parts),
            CheckCommand.Create(terminal, parts),
            DoctorCommand.Create(terminal),
            DiscoverCommand.Create(terminal, parts),
            DeployCommand.Create(terminal),
            PreflightCommand.Create(terminal),
            AwaitCommand.Create(terminal),
            OverrideCommand.Create(terminal),
            HoldCommand.Create(terminal),
            ReleaseCommand.Create(terminal),
            FeedbackCommand.Create(terminal),
            MaskCommand.Create(terminal),
            StatusCommand.Create(terminal),
            SignalsCommand.Create(terminal),
            JudgeCommand.Create(terminal),
            AuditCommand.Create(terminal, parts),
            HistoryCommand.Create(terminal, parts),
            BackupCommand.Create(terminal, parts),
            RestoreCommand.Create(terminal, parts),
            ReplayCommand.Create(terminal, parts),
            VersionCommand.Create(terminal),
        };
        ExampleHelp.AddTo(root);
        return root;
    }

    private static int Fault(Exception e, Terminal terminal)
    {
        var wholeTrace = Environment.GetEnvironmentVariable(TraceVariable) == "1";
        terminal.Error.WriteLine(wholeTrace
            ? $"bellwether: {e}"
            : $"bellwether: {OneLine(e.Message)} ({e.GetType().Name}; {TraceVariable}=1 shows the trace)");
        return ExitCodes.Fault;
    }

    /// <summary>What others sent cannot move the cursor of a terminal.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
