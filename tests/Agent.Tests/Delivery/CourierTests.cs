using System.Net;
using System.Net.Sockets;
using System.Text;
using Bellwether.Agent.Delivery;
using Bellwether.Agent.Delivery.Webhook;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Tests.Journal;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Probes.Dialing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Agent.Tests.Delivery;

/// <summary>Real receivers and real, very short pauses.</summary>
public sealed class CourierTests : IDisposable
{
    private static readonly CourierLimits Quick = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(5),
        ParkedPause = TimeSpan.FromMilliseconds(20),
    };

    private readonly TemporaryFolder _folder = new();
    private TimeSpan _timeout = TimeSpan.FromSeconds(9);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Outgoing_records_arrive_in_order_and_others_do_not()
    {
        await using var receiver = await Receiver.Answering(200);
        using var journal = Open();
        await using var running = Run(journal, receiver.Url);
        journal.Append(_ => [Entries.Verdict("1", "one"), Entries.Note("inside"), Entries.Verdict("2", "two")]);
        journal.Add(Entries.Verdict("3", "three"));
        await receiver.Arrived(3);
        Assert.Equal(["one", "two", "three"], Bodies(receiver));
        await running.Until(vitals => vitals is { Sent: 3, Waiting: 0 });
        Assert.Equal(4, journal.Cursor("hook"));
    }

    [Fact]
    public async Task A_receiver_that_fails_gets_the_same_bytes_until_it_takes_them()
    {
        await using var receiver = await Receiver.Answering(500, 429, 503, 200);
        using var journal = Open();
        await using var running = Run(journal, receiver.Url);
        journal.Add(Entries.Verdict("1", "one"));
        journal.Add(Entries.Verdict("2", "two"));
        await receiver.Arrived(5);
        Assert.Equal(["one", "one", "one", "one", "two"], Bodies(receiver));
        await running.Until(vitals => vitals is { Sent: 2, Failures: 3, LastError: null });
    }

    [Fact]
    public async Task A_receiver_that_is_away_at_first_gets_it_when_it_comes()
    {
        using var reserved = new TcpListener(IPAddress.Loopback, 0);
        reserved.Start();
        var port = ((IPEndPoint)reserved.LocalEndpoint).Port;
        reserved.Stop();
        using var journal = Open();
        await using var running = Run(journal, new Uri($"http://127.0.0.1:{port}/"));
        journal.Add(Entries.Verdict("1", "one"));
        await running.Until(vitals => vitals.Failures >= 3);
        Assert.Contains("could not be reached", running.Courier.Vitals.LastError);
        await using var receiver = await Receiver.Start((_, _) => Task.CompletedTask, port);
        await receiver.Arrived(1);
        Assert.Equal("one", Bodies(receiver)[0]);
    }

    [Fact]
    public async Task A_receiver_that_resets_or_hangs_gets_it_again()
    {
        await using var receiver = await Receiver.Start((context, number) => number switch
        {
            1 => Task.Run(context.Abort),
            2 => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted),
            _ => Task.CompletedTask,
        });
        _timeout = TimeSpan.FromMilliseconds(500);
        using var journal = Open();
        await using var running = Run(journal, receiver.Url);
        journal.Add(Entries.Verdict("1", "one"));
        await running.Acknowledged(1);
        Assert.InRange(receiver.Requests.Count, 3, 10);
        Assert.All(Bodies(receiver), body => Assert.Equal("one", body));
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_where_it_stood()
    {
        await using var receiver = await Receiver.Answering(200);
        using (var journal = Open())
        {
            await using var running = Run(journal, receiver.Url);
            journal.Add(Entries.Verdict("1", "one"));
            await running.Acknowledged(1);
        }
        using var again = Open();
        again.Add(Entries.Verdict("2", "two"));
        await using var further = Run(again, receiver.Url);
        await further.Acknowledged(2);
        Assert.Equal(["one", "two"], Bodies(receiver));
    }

    [Fact]
    public async Task A_record_that_went_out_unacknowledged_goes_out_again_with_the_same_bytes()
    {
        using var stop = new CancellationTokenSource();
        await using var receiver = await Receiver.Start(async (context, number) =>
        {
            if (number > 1) return;
            await stop.CancelAsync(); // the receiver has it, but we end before we hear of it
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        using var journal = Open();
        var courier = Courier(journal, receiver.Url, Quick);
        journal.Add(Entries.Verdict("1", "one"));
        await courier.RunAsync(stop.Token);
        Assert.Equal(0, journal.Cursor("hook"));
        await using var running = Run(journal, receiver.Url);
        await running.Acknowledged(1);
        Assert.Equal(["one", "one"], Bodies(receiver));
    }

    [Fact]
    public async Task A_new_channel_is_not_sent_the_past()
    {
        await using var receiver = await Receiver.Answering(200);
        using var journal = Open();
        journal.Add(Entries.Verdict("1", "past"));
        await using var running = Run(journal, receiver.Url);
        journal.Add(Entries.Verdict("2", "new"));
        await running.Acknowledged(2);
        Assert.Equal(["new"], Bodies(receiver));
    }

    [Fact]
    public async Task A_refused_record_lets_other_deployments_pass_and_holds_its_own_back_in_order()
    {
        var takesAll = false;
        await using var receiver = await Receiver.Start(
            (context, _) => Answer(context, () => Volatile.Read(ref takesAll)));
        using var journal = Open();
        await using var running = Run(journal, receiver.Url);
        journal.Append(_ =>
        [
            Entries.Verdict("1", "poison", "d1"), Entries.Verdict("2", "what comes after", "d1"),
            Entries.Verdict("3", "other", "d2"),
        ]);
        await running.Acknowledged(3);
        Assert.Equal([1L, 2L], journal.Parked("hook"));
        Assert.Equal((2, 2), (running.Courier.Vitals.Parked, running.Courier.Vitals.Waiting));
        Volatile.Write(ref takesAll, true);
        await running.Until(vitals => vitals.Waiting == 0);
        Assert.Equal(["poison", "what comes after"], Bodies(receiver)[^2..]);
        Assert.Contains("other", Bodies(receiver));
    }

    [Fact]
    public async Task Where_no_more_can_be_parked_nothing_is_dropped()
    {
        var takesAll = false;
        await using var receiver = await Receiver.Start(
            (context, _) => Answer(context, () => Volatile.Read(ref takesAll)));
        using var journal = Open();
        await using var running = Run(journal, receiver.Url, Quick with { MostParked = 1 });
        journal.Append(_ =>
        [
            Entries.Verdict("1", "poison-1", "d1"), Entries.Verdict("2", "poison-2", "d2"),
            Entries.Verdict("3", "d1, once more", "d1"),
        ]);
        await running.Until(vitals => vitals.Parked == 1 && vitals.Failures > 12);
        Assert.Equal(1, journal.Cursor("hook"));
        Volatile.Write(ref takesAll, true);
        await running.Until(vitals => vitals is { Sent: 3, Waiting: 0 });
        var bodies = Bodies(receiver).ToList();
        Assert.True(bodies.LastIndexOf("poison-1") < bodies.IndexOf("d1, once more"));
    }

    [Fact]
    public void Pauses_double_up_to_the_longest()
    {
        var limits = new CourierLimits();
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30], Enumerable.Range(1, 8).Select(n => limits.Pause(n).TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(30), limits.Pause(int.MaxValue));
    }

    private static Task Answer(HttpContext context, Func<bool> takesAll)
    {
        var poison = context.Request.ContentLength is 6 or 8; // "poison", "poison-1"
        context.Response.StatusCode = poison && !takesAll() ? 422 : 200;
        return Task.CompletedTask;
    }

    private static string[] Bodies(Receiver receiver) =>
        [.. receiver.Requests.Select(r => Encoding.UTF8.GetString(r.Body))];

    private DeploymentJournal Open() => DeploymentJournal.Open(_folder.Path, TimeProvider.System);

    private Courier Courier(DeploymentJournal journal, Uri url, CourierLimits limits) => new(
        ("hook", new WebhookChannel(
            new() { Url = url, Timeout = _timeout }, new(TimeProvider.System, AddressGuard.Standard))),
        journal, TimeProvider.System, NullLogger.Instance, limits);

    private Running Run(DeploymentJournal journal, Uri url, CourierLimits? limits = null) =>
        new(Courier(journal, url, limits ?? Quick), journal);

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly DeploymentJournal _journal;
        private readonly Task _loop;

        public Running(Courier courier, DeploymentJournal journal)
        {
            (Courier, _journal) = (courier, journal);
            _loop = Task.Run(() => courier.RunAsync(_stop.Token));
        }

        public Courier Courier { get; }

        public Task Acknowledged(long sequence) => Until(_ => _journal.Cursor("hook") >= sequence);

        public async Task Until(Func<CourierVitals, bool> condition)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            while (!condition(Courier.Vitals))
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, patience.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _loop;
            _stop.Dispose();
        }
    }
}
