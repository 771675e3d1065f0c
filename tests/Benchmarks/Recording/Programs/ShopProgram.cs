namespace Bellwether.Benchmarks.Recording.Programs;

/// <summary>The sample service.</summary>
internal static class ShopProgram
{
    public static ProgramPlan Plan(string shop, int port, RecordingFolder folder) => new()
    {
        Name = "shop",
        Words = [shop, "serve", "--port", $"{port}", "--version", "1.0.0"],
        Log = folder.Log("shop"),
        Port = port,
    };
}
