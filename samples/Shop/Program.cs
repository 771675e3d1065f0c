using Shop.CommandLine;
using Shop.Loading;
using Shop.Serving;

const int UsageError = 2;

try
{
    return args switch
    {
        ["serve", .. var rest] => await Server.RunAsync(ServeOptions.Read(rest), TimeProvider.System),
        ["load", .. var rest] => await LoadGenerator.RunAsync(LoadOptions.Read(rest), TimeProvider.System),
        ["--help" or "-h" or "help", ..] => Usage.Print(Console.Out, 0),
        [] => throw new UsageException("say what to do: serve or load"),
        [var word, ..] => throw new UsageException($"'{word}' is not a command: say serve or load"),
    };
}
catch (UsageException e)
{
    await Console.Error.WriteLineAsync($"Shop: {e.Message}");
    return Usage.Print(Console.Error, UsageError);
}
