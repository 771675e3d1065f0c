using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Bellwether.Probes.Dialing;
using Npgsql;

namespace Bellwether.Probes.Postgres;

/// <summary>Opens connections to the addresses that were asked about: the library is given an address and never a name,
/// which it would look up a second time. Certificates are still checked against the name.</summary>
/// <remarks>One connection at a time.</remarks>
internal sealed class PostgresDoor : IAsyncDisposable
{
    /// <summary>Addresses whose settings are kept.</summary>
    private const int MostKept = 2 * Dialer.MostAddresses;

    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly AddressGuard _guard;
    private readonly Resolve _resolve;
    private readonly Dictionary<string, NpgsqlDataSource> _sources = new(StringComparer.Ordinal);

    public PostgresDoor(NpgsqlConnectionStringBuilder connection, AddressGuard guard, Resolve? resolve = null) =>
        (_connection, _guard, _resolve) = (connection, guard, resolve ?? Dialer.ResolveAsync);

    /// <summary>How a name becomes addresses: see <see cref="Dialer.ResolveAsync"/>.</summary>
    public delegate ValueTask<IReadOnlyList<IPAddress>> Resolve(
        string host, CancellationToken patience, CancellationToken stopping);

    /// <summary>An open connection to the first address that takes one; the caller disposes it.</summary>
    /// <exception cref="ResolverException">No address was had.</exception>
    /// <exception cref="AddressRefusedException">The guard lets nobody connect to any of them.</exception>
    /// <exception cref="NpgsqlException">None took it.</exception>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken patience, CancellationToken stopping)
    {
        var host = _connection.Host!;
        // A path is a socket of this host.
        if (host[0] is '/' or '@') return await OpenAsync(host, patience).ConfigureAwait(false);
        NpgsqlException? failure = null;
        string? refusal = null;
        foreach (var address in await _resolve(host, patience, stopping).ConfigureAwait(false))
        {
            if (_guard.Refusal(address) is { } why)
            {
                refusal ??= why;
                continue;
            }

            try
            {
                return await OpenAsync($"{address}", patience).ConfigureAwait(false);
            }
            catch (NpgsqlException e) when (e is not PostgresException && e.InnerException is SocketException)
            {
                failure = failure is null || IsOurs(failure) ? e : failure;
            }
        }

        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        throw new AddressRefusedException(refusal ?? $"{host} has no address");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values) await source.DisposeAsync().ConfigureAwait(false);
        _sources.Clear();
    }

    private static bool IsOurs(NpgsqlException failure) =>
        failure.InnerException is SocketException socket && SocketTrouble.IsOurs(socket.SocketErrorCode);

    private async ValueTask<NpgsqlConnection> OpenAsync(string host, CancellationToken patience)
    {
        if (!_sources.TryGetValue(host, out var source))
        {
            if (_sources.Count >= MostKept) await DisposeAsync().ConfigureAwait(false);
            _sources[host] = source = PostgresConnection.Source(_connection, host).Build();
        }

        var connection = source.CreateConnection();
        try
        {
            await connection.OpenAsync(patience).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
