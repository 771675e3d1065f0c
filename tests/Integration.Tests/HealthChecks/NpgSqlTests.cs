using System.Net;
using System.Net.Sockets;
using Bellwether.Agent.Configuration;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Probes;
using Npgsql;

namespace Bellwether.Integration.Tests.HealthChecks;

/// <summary>The built-in check, as a configuration makes it, on a real PostgreSQL.</summary>
public sealed class NpgSqlTests(NpgSqlTests.Server server) : IClassFixture<NpgSqlTests.Server>
{
    private readonly Postgres _postgres = server.Postgres;

    [Fact]
    public async Task A_server_that_answers_is_good_and_keeps_no_connection_of_ours()
    {
        var look = await LookAsync(_postgres.Connection);
        Assert.Equal((Reachability.Good, null), (look.Reachability, look.Reason));
        Assert.InRange(Assert.Single(look.Readings, r => r.Name == "latency").Value, 0.000_1, 10);
        Assert.Equal(0L, await AskAsync(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'bellwether'"));
    }

    [Fact]
    public async Task Stopped_it_is_bad_and_good_again_when_it_is_started()
    {
        await using var probe = Probe(_postgres.Connection);
        Assert.Equal(Reachability.Good, (await probe.LookAsync(CancellationToken.None)).Reachability);
        await _postgres.StopAsync();
        var gone = await probe.LookAsync(CancellationToken.None);
        Assert.Equal((Reachability.Bad, "refused"), (gone.Reachability, gone.Reason));
        await _postgres.ResumeAsync();
        Assert.Equal(Reachability.Good, (await probe.LookAsync(CancellationToken.None)).Reachability);
    }

    [Fact]
    public async Task A_wrong_password_is_our_blindness_and_is_not_told()
    {
        var look = await LookAsync(_postgres.Connection.Replace(Postgres.Password, "wr0ng-secret"));
        Assert.Equal((Reachability.Missing, "credentials"), (look.Reachability, look.Reason));
        Assert.Equal("PostgreSQL refuses the user, password or database that this agent was given (28P01)",
            look.Detail);
    }

    [Fact]
    public async Task No_connection_left_is_bad()
    {
        var taken = new List<NpgsqlConnection>();
        try
        {
            var look = await LookAsync(_postgres.Connection);
            for (var i = 0; i < 6 && look.Reachability is Reachability.Good; i++)
            {
                taken.Add(new NpgsqlConnection(_postgres.Connection + ";Pooling=false"));
                await taken[^1].OpenAsync();
                look = await LookAsync(_postgres.Connection);
            }

            Assert.Equal((Reachability.Bad, "too-many-connections"), (look.Reachability, look.Reason));
        }
        finally
        {
            foreach (var connection in taken) await connection.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("SELECT nothing FROM nowhere", Reachability.Bad, "sqlstate-42p01")]
    [InlineData("SELEKT 1", Reachability.Missing, "sql")]
    public async Task What_the_server_says_to_the_statement_is_told_by_its_code(
        string sql, Reachability reachability, string reason)
    {
        var look = await LookAsync(_postgres.Connection, $", sql: \"{sql}\"");
        Assert.Equal((reachability, reason), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task A_statement_that_does_not_end_is_bad_and_the_next_look_is_not_held_up()
    {
        await using var probe = Probe(_postgres.Connection, ", sql: \"SELECT pg_sleep(60)\"", timeout: "300ms");
        for (var i = 0; i < 2; i++)
        {
            var look = await probe.LookAsync(CancellationToken.None);
            for (var tries = 0; look.Reason is "still-running" && tries < 100_000; tries++)
                look = await probe.LookAsync(CancellationToken.None);
            Assert.Equal((Reachability.Bad, "timeout"), (look.Reachability, look.Reason));
        }
    }

    [Fact]
    public async Task A_server_that_takes_the_connection_and_says_nothing_is_bad()
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen(16);
        var look = await LookAsync(
            $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndPoint!).Port};Username=u;Password=p", timeout: "200ms");
        Assert.Equal((Reachability.Bad, "timeout"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task A_name_without_an_address_is_our_blindness()
    {
        var look = await LookAsync("Host=nowhere.invalid;Username=u;Password=p");
        Assert.Equal((Reachability.Missing, "resolver"), (look.Reachability, look.Reason));
    }

    private async Task<object?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_postgres.Connection + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<Look> LookAsync(string connection, string more = "", string timeout = "9s")
    {
        await using var probe = Probe(connection, more, timeout);
        return await probe.LookAsync(CancellationToken.None);
    }

    private static IProbe Probe(string connection, string more = "", string timeout = "9s")
    {
        using var folder = new ServerFolder();
        folder.Write("connection", connection);
        var file = folder.Write("bellwether.yaml", $$"""
            environment: production
            mode: observe
            agent: { id: a }
            state: {{folder.Root}}
            service: shop
            probes:
              - name: orders-db
                healthcheck:
                  { type: npgsql, with: { connectionString: "${file:connection}"{{more}} }, timeout: {{timeout}} }
            """);
        var outcome = ConfigurationLoader.Load(file, Surroundings.OfThisProcess());
        Assert.Empty(outcome.Faults);
        var plan = outcome.Plan!.Services[0].Probes[0];
        return plan.Kind.Make(plan.Options, new ProbeContext(plan.Name, TimeProvider.System)).Single().Probe;
    }

    public sealed class Server : IAsyncLifetime
    {
        internal Postgres Postgres { get; private set; } = null!;

        public async Task InitializeAsync() => Postgres = await Postgres.StartAsync();

        public async Task DisposeAsync() => await Postgres.DisposeAsync();
    }
}
