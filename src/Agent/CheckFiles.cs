using System.Text.Json;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;
using Bellwether.Agent.Configuration;

namespace Bellwether.Agent;

/// <summary><c>check</c>: reports every fault of every file at once.</summary>
internal static class CheckFiles
{
    public static async Task<int> RunAsync(CheckRequest request, Terminal terminal, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var surroundings = Surroundings.OfThisProcess();
        var faults = new List<ConfigurationFault>();
        foreach (var file in request.Files)
        {
            var found = ConfigurationLoader.Load(file, surroundings).Faults;
            faults.AddRange(found);
            if (!request.AsJson)
                foreach (var line in found.Count == 0 ? [$"{file}: good"] : found.Select(fault => fault.ToString()))
                    await terminal.Out.WriteLineAsync(line);
        }

        if (request.AsJson) await terminal.Out.WriteLineAsync(Json(faults));
        return faults.Count == 0 ? ExitCodes.Ok : ExitCodes.Usage;
    }

    private static string Json(IEnumerable<ConfigurationFault> faults)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartArray();
            foreach (var (file, line, column, path, message) in faults)
            {
                writer.WriteStartObject();
                writer.WriteString("file", file);
                writer.WriteNumber("line", line);
                writer.WriteNumber("column", column);
                writer.WriteString("path", path);
                writer.WriteString("message", message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
