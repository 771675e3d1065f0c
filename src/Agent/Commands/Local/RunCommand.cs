using System.CommandLine;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Commands.Local;

/// <summary><c>run</c>: the agent itself.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal, LocalParts parts)
    {
        var options = new RunOptions();
        const string example = "bellwether run --scrape http://127.0.0.1:8080/metrics --service checkout";
        var verb = new Verb("run", "Watch the services of a configuration, or one metrics page", example);
        options.AddTo(verb);
        verb.SetAction((words, stopping) => parts.Run(options.Read(words), terminal, stopping));
        return verb;
    }

    private sealed class RunOptions
    {
        private readonly Option<string?> _config = new("--config")
        {
            Description = "The configuration",
            HelpName = "file",
        };

        private readonly Option<Uri?> _scrape = LocalOptions.Http("--scrape", "A metrics page to watch without a file");
        private readonly Option<string> _service = SharedOptions.Service();
        private readonly Option<string> _environment = SharedOptions.Environment();
        private readonly Option<string?> _state = LocalOptions.StateFolder();
        private readonly Option<Uri?> _listen = LocalOptions.Http(
            "--listen", "Where to listen; default http://127.0.0.1:7070");

        private readonly Option<Mode?> _mode = Choices.Option(
            "--mode", "Whether verdicts only advise", "the file's, else observe", Enum.GetValues<Mode>());

        public void AddTo(Verb verb)
        {
            (_service.Required, _environment.Required) = (false, false);
            Option[] all = [_config, _scrape, _service, _environment, _state, _listen, _mode];
            foreach (var option in all) verb.Options.Add(option);
        }

        public RunRequest Read(ParseResult words)
        {
            var request = new RunRequest
            {
                ConfigFile = words.GetValue(_config),
                Scrape = words.GetValue(_scrape),
                Service = words.GetValue(_service),
                Environment = words.GetValue(_environment),
                StateFolder = words.GetValue(_state),
                Listen = words.GetValue(_listen),
                Mode = words.GetValue(_mode),
            };
            return request switch
            {
                { ConfigFile: null, Scrape: null } => throw new CommandFailedException(
                    "run takes --config FILE, or --scrape URL and --service NAME"),
                { ConfigFile: not null, Scrape: not null } => throw new CommandFailedException(
                    "run takes either --config or --scrape"),
                { ConfigFile: not null, Service: not null } => throw new CommandFailedException(
                    "--service goes with --scrape; a configuration names its services itself"),
                { Scrape: not null, Service: null } => throw new CommandFailedException(
                    "--scrape needs --service NAME"),
                { ConfigFile: { } file } when !File.Exists(file) => throw CommandFailedException.NoFile(file),
                _ => request,
            };
        }
    }
}
