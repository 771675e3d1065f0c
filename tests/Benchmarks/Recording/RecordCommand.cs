using System.Globalization;
using System.Runtime.InteropServices;
using Bellwether.Agent.Commands.Demo;
using Bellwether.Benchmarks.Recording.Loads;
using Bellwether.Benchmarks.Recording.Programs;
using Bellwether.Testing.Kill;
using Bellwether.Testing.Recording;

namespace Bellwether.Benchmarks.Recording;

/// <summary><c>record</c>: runs a shop, a proxy, a database and a broker under load and writes what each second was
/// like.</summary>
/// <remarks>In the second half each is restarted again and again. Everything listens on loopback alone, and is ended
/// with the recording, also when that is interrupted. Columns: see <see cref="RecordedSecond"/>.</remarks>
internal static class RecordCommand
{
    private const int MostSeconds = 14 * 86_400;

    public static async Task<int> RunAsync(string[] words)
    {
        if (OptionWords.Read(words, "--seconds", "--output", "--seed", "--shop") is not { } options) return 2;
        if (!options.TryGetValue("--output", out var output) || !options.TryGetValue("--shop", out var shop)
            || !int.TryParse(
                options.GetValueOrDefault("--seconds", "7200"), CultureInfo.InvariantCulture, out var seconds)
            || seconds is < 10 or > MostSeconds
            || !ulong.TryParse(options.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture, out var seed))
        {
            Console.Error.WriteLine(
                $"record --output DIR --shop PROGRAM [--seconds 7200] [--seed 1]; 10 to {MostSeconds} seconds");
            return 2;
        }

        using var ended = new CancellationTokenSource();
        using var onTerm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var folder = new RecordingFolder(output);
        await RecordAsync(Path.GetFullPath(shop), folder, TimeSpan.FromSeconds(seconds), new Dice(seed), ended.Token);
        return 0;

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            ended.Cancel();
        }
    }

    private static async Task RecordAsync(
        string shop, RecordingFolder folder, TimeSpan length, Dice dice, CancellationToken stopping)
    {
        var time = TimeProvider.System;
        var ports = LoopbackPorts.Find(6);
        using var direct = new HttpLoad(new Uri($"http://127.0.0.1:{ports[0]}"), dice, time);
        using var proxied = new HttpLoad(new Uri($"http://127.0.0.1:{ports[1]}"), dice, time);
        await using var queries = new PostgresLoad(ports[2], dice, time);
        await using var messages = new RabbitLoad(ports[5], dice, time);
        var database = await PostgresProgram.PlanAsync(ports[2], folder, stopping);
        var broker = RabbitProgram.Plan([ports[3], ports[4], ports[5]], folder);

        await using var names = new RecordedProgram(RabbitProgram.Epmd(ports[3], folder), Nothing, time);
        await using var first = new RecordedProgram(ShopProgram.Plan(shop, ports[0], folder), direct.MakeAsync, time);
        await using var second = new RecordedProgram(
            NginxProgram.Plan(ports[1], ports[0], folder), proxied.MakeAsync, time);
        await using var third = new RecordedProgram(database, queries.MakeAsync, time);
        await using var fourth = new RecordedProgram(broker, messages.MakeAsync, time);
        foreach (var program in (RecordedProgram[])[names, first, second, third, fourth])
            await program.StartAsync(stopping);
        await queries.PrepareAsync(stopping);
        var session = new RecordingSession(folder, time)
        {
            Programs = [(first, 45), (second, 30), (third, 45), (fourth, 30)],
        };
        await session.RunAsync(length, dice, stopping);
    }

    private static Task<Answer> Nothing() => Task.FromResult(Answer.None);
}
