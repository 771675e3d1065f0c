using System.Collections.Concurrent;
using System.Text.Json;
using Bellwether.Benchmarks.WholeAgent;
using Bellwether.Testing.Kill;
using RabbitMQ.Client;

namespace Bellwether.Benchmarks.Bus;

/// <summary>Deployment after deployment while the broker is there, is away, and is back: what is lost, what is late.
/// </summary>
internal sealed class Outage(string agent, string folder, Surroundings around, BenchBroker broker)
{
    private const string Queue = "bench";

    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentBag<string> _decided = [];
    private int _number;

    /// <returns>1 where a verdict was lost.</returns>
    public async Task<int> RunAsync(TimeSpan up, TimeSpan down)
    {
        if (down == TimeSpan.Zero) return 0;
        var own = Directory.CreateDirectory(Path.Combine(folder, "outage")).FullName;
        await using var place = new BusPlace(own, Time);
        await place.StartAsync(agent, new Uri(around.Address).Port, broker.Lines);
        await place.ConnectedAsync();
        await BindAsync();
        Tell("broker up", await DeployAsync(place, up));
        await broker.EndAsync();
        Tell("broker down", await DeployAsync(place, down));
        await broker.StartAsync();
        var back = Time.GetTimestamp();
        Tell("broker back", await DeployAsync(place, TimeSpan.FromMinutes(1)));
        return await CountAsync(back);
    }

    private static void Tell(string when, double[] delays) => Console.WriteLine(
        $"{when,-28} {delays.Length} judgements, from announcement to decision median "
        + $"{BusBenchmark.At(delays, 0.5):0.00}, most {delays[^1]:0.00} s; load {Machine.Load()}");

    /// <summary>Seconds from announcement to decision, ascending.</summary>
    private async Task<double[]> DeployAsync(BusPlace place, TimeSpan length)
    {
        var delays = new ConcurrentBag<double>();
        var began = Time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, BusPlace.Services).Select(async service =>
        {
            while (Time.GetElapsedTime(began) < length)
            {
                var id = $"o-{Interlocked.Increment(ref _number)}";
                var announced = Time.GetUtcNow();
                await place.AnnounceAsync(id, service);
                var (verdict, decided) = await place.VerdictAsync(id);
                _decided.Add(verdict);
                delays.Add((decided - announced).TotalSeconds);
            }
        }));
        return [.. delays.Order()];
    }

    private async Task BindAsync()
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(Queue, "bellwether.verdicts", "bench.*.*");
    }

    private async Task<int> CountAsync(long back)
    {
        var (arrived, copies) = (new HashSet<string>(StringComparer.Ordinal), 0);
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        while (Time.GetElapsedTime(back) < Patience)
        {
            if (await channel.BasicGetAsync(Queue, autoAck: true) is not { } message)
            {
                if (_decided.All(arrived.Contains)) break;
                await Task.Delay(TimeSpan.FromMilliseconds(100), Time);
                continue;
            }

            copies++;
            using var body = JsonDocument.Parse(message.Body);
            arrived.Add(body.RootElement.GetProperty("data").GetProperty("verdictId").GetString()!);
        }

        var lost = _decided.Count(id => !arrived.Contains(id));
        Console.WriteLine(
            $"verdicts                     {_decided.Count} decided, {arrived.Count} arrived in {copies} messages, "
            + $"lost {lost}");
        return lost == 0 ? 0 : 1;
    }

    private Task<IConnection> ConnectAsync() =>
        new ConnectionFactory { Uri = new Uri(broker.Address) }.CreateConnectionAsync();
}
