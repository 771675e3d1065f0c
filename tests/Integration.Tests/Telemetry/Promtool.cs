using System.Diagnostics;

namespace Bellwether.Integration.Tests.Telemetry;

/// <summary>Debian's promtool.</summary>
internal static class Promtool
{
    /// <summary>Fails where the tool says anything but that all is well.</summary>
    public static async Task<string> RunAsync(string folder, string input, params string[] words)
    {
        using var tool = Process.Start(new ProcessStartInfo("promtool", words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        await tool.StandardInput.WriteAsync(input);
        tool.StandardInput.Close();
        var output = tool.StandardOutput.ReadToEndAsync();
        var errors = await tool.StandardError.ReadToEndAsync();
        await tool.WaitForExitAsync();
        Assert.True(tool.ExitCode == 0, $"promtool {string.Join(' ', words)}:\n{await output}{errors}");
        return await output + errors;
    }
}
