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
        private readonly Option<string?> config = new("--config")
        {
            Description = "The configuration",
            HelpName = "file",
        };

        private readonly Option<Uri?> scrape = LocalOptions.Http("--scrape", "A metrics page to watch without a file");
        private readonly Option<string> service = SharedOptions.Service();
        private readonly Option<string> environment = SharedOptions.Environment();
        private readonly Option<string?> state = LocalOptions.StateFolder();
        private readonly Option<Uri?> listen = LocalOptions.Http(
            "--listen", "Where to listen; default http://127.0.0.1:7070");

        private readonly Option<Mode?> mode = Choices.Option(
            "--mode", "Whether verdicts only advise", "the file's, else observe", Enum.GetValues<Mode>());

        public void AddTo(Verb verb)
        {
            (service.Required, environment.Required) = (false, false);
            Option[] all = [config, scrape, service, environment, state, listen, mode];
            foreach (var option in all) verb.Options.Add(option);
        }

        public RunRequest Read(ParseResult words)
        {
            var request = new RunRequest
            {
                ConfigFile = words.GetValue(config),
                Scrape = words.GetValue(scrape),
                Service = words.GetValue(service),
                Environment = words.GetValue(environment),
                StateFolder = words.GetValue(state),
                Listen = words.GetValue(listen),
                Mode = words.GetValue(mode),
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
