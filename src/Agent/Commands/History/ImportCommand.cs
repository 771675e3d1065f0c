using System.CommandLine;
using Bellwether.Agent.Commands.Local;

namespace Bellwether.Agent.Commands.History;

/// <summary><c>history import</c>: a past for a service that the agent has not seen.</summary>
internal static class ImportCommand
{
    private const string Example = "bellwether history import --prometheus http://127.0.0.1:9090 --service checkout "
        + "--query \"app.errors.total=sum(increase(http_requests_total[1m]))\" "
        + "--query \"app.errors.bad=sum(increase(http_requests_total{code=~'5..'}[1m]))\"";

    public static Command Create(Terminal terminal, LocalParts parts)
    {
        var options = new ImportOptions();
        var verb = new Verb("import", "Fill the history of a service from a CSV or a Prometheus", Example);
        options.AddTo(verb);
        verb.SetAction((words, stopping) => parts.HistoryImport(options.Read(words), terminal, stopping));
        return verb;
    }

    private sealed class ImportOptions
    {
        private static readonly TimeSpan StandardStep = TimeSpan.FromMinutes(1);

        private readonly Option<string?> _csv = new("--csv")
        {
            Description = "A file that begins with time,SIGNAL,…; times in RFC 3339 or seconds since 1970; .gz too",
            HelpName = "file",
        };

        private readonly Option<Uri?> _prometheus = LocalOptions.Http("--prometheus", "A Prometheus to ask instead");
        private readonly Option<string[]> _query = TableOptions.Many(
            "--query", "What to ask for: COLUMN=PROMQL, once a column; it is asked at the end of each point",
            "column=promql");

        private readonly Option<Moment?> _since = Moment.Option("--since", "Ask from then on; default 14d");
        private readonly Option<Moment?> _until = Moment.Option("--until", "Ask until then; default now");
        private readonly Option<TimeSpan?> _step = SharedOptions.Duration(
            "--step", "Width of the points that are asked for; default 60s");

        private readonly TableOptions _table = new();
        private readonly Option<string> _service = SharedOptions.Service();
        private readonly Option<string> _environment = SharedOptions.Environment();
        private readonly Option<string?> _config = LocalOptions.Config(
            "A configuration that the signals must fit; it tells their kinds and units");

        private readonly Option<string?> _state = LocalOptions.StateFolder();
        private readonly Option<bool> _json = SharedOptions.Json();

        public void AddTo(Verb verb)
        {
            (_service.Required, _environment.Required) = (false, false);
            _json.Description = "Print what was imported as JSON";
            Option[] all =
            [
                _csv, _prometheus, _query, _since, _until, _step, .. _table.All, _service, _environment, _config,
                _state, _json,
            ];
            foreach (var option in all) verb.Options.Add(option);
        }

        public ImportRequest Read(ParseResult words)
        {
            var request = new ImportRequest
            {
                Csv = words.GetValue(_csv),
                Prometheus = words.GetValue(_prometheus),
                Queries = NamedValues.AtFirst("--query", words.GetValue(_query), "COLUMN=PROMQL"),
                Since = words.GetValue(_since) ?? new("14d"),
                Until = words.GetValue(_until),
                Step = words.GetValue(_step) ?? StandardStep,
                Wishes = _table.Read(words),
                Service = words.GetValue(_service),
                Environment = words.GetValue(_environment),
                ConfigFile = words.GetValue(_config),
                StateFolder = words.GetValue(_state),
                AsJson = words.GetValue(_json),
            };
            var asks = _since.WasGiven(words) || _until.WasGiven(words) || _step.WasGiven(words);
            return request switch
            {
                { Csv: null, Prometheus: null } => throw new CommandFailedException(
                    "history import takes --csv FILE, or --prometheus URL with a --query for each column"),
                { Csv: not null, Prometheus: not null } => throw new CommandFailedException(
                    "history import takes either --csv or --prometheus"),
                { Prometheus: not null, Queries.Count: 0 } => throw new CommandFailedException(
                    "--prometheus needs at least one --query COLUMN=PROMQL"),
                { Csv: not null, Queries.Count: > 0 } => throw new CommandFailedException(
                    "--query goes with --prometheus"),
                { Csv: not null } when asks => throw new CommandFailedException(
                    "--since, --until and --step go with --prometheus; a file is imported whole"),
                { Prometheus: not null, Wishes.Interval: not null } => throw new CommandFailedException(
                    "--interval goes with --csv; a Prometheus is asked in steps of --step"),
                { Service: null, ConfigFile: null } => throw new CommandFailedException(
                    "history import needs --service NAME, or a --config with one service"),
                { Csv: { } file } when !File.Exists(file) => throw CommandFailedException.NoFile(file),
                { ConfigFile: { } file } when !File.Exists(file) => throw CommandFailedException.NoFile(file),
                _ => request,
            };
        }
    }
}
