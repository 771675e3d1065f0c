using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;
using Bellwether.Agent.Configuration;
using Bellwether.Contracts;

namespace Bellwether.Agent;

/// <summary><c>init</c>: reads a metrics page and writes a configuration for it, checked before it is there.</summary>
internal static class WriteConfiguration
{
    public static async Task<int> RunAsync(InitRequest request, Terminal terminal, CancellationToken stopping)
    {
        Refuse(request);
        var report = await DiscoverPage.ReadAsync(request.Page, terminal, stopping);
        var first = DiscoverPage.First(request.Page, report, request.Service, request.Environment);
        await PutAsync(request.Output, ConfigurationWriter.Write(first), stopping);
        await terminal.Out.WriteLineAsync(
            $"wrote {request.Output}: {first.Service} in {first.Environment}, observe mode");
        foreach (var (signal, source) in first.Discovered)
            await terminal.Out.WriteLineAsync($"  {signal,-14} {source}");
        foreach (var problem in report.Problems) await terminal.Out.WriteLineAsync($"  problem        {problem}");
        await terminal.Out.WriteLineAsync($"next: bellwether run --config {request.Output}");
        return ExitCodes.Ok;
    }

    private static void Refuse(InitRequest request)
    {
        if (File.Exists(request.Output) && !request.Overwrite)
            throw new CommandFailedException($"{request.Output} is there already; --force replaces it");
        foreach (var name in new[] { request.Service, request.Environment })
            if (name is not null && !Ids.IsName(name))
                throw new CommandFailedException($"'{name}' is no name: it takes [a-z0-9][a-z0-9-]{{0,62}}");
    }

    /// <summary>Written beside, checked, and only then put in place: what is there is always whole and good.</summary>
    private static async Task PutAsync(string output, string text, CancellationToken stopping)
    {
        var beside = output + ".new";
        try
        {
            await File.WriteAllTextAsync(beside, text, stopping);
            var faults = ConfigurationLoader.Load(beside, Surroundings.OfThisProcess()).Faults;
            if (faults.Count > 0)
                throw new InvalidOperationException($"The configuration written has a fault: {faults[0]}");
            File.Move(beside, output, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{output} cannot be written: {e.Message}", e);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
