using System.Net;
using System.Net.Sockets;
using Bellwether.Probes.Targets;

namespace Bellwether.Agent.Targets.Names;

/// <summary>Targets from a name that has an address for each of them.</summary>
internal sealed class NameTargets(DnsTargetsOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    : ITargetSource
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public NameTargets(DnsTargetsOptions options)
        : this(options, Dns.GetHostAddressesAsync)
    {
    }

    public async ValueTask<IReadOnlyList<FoundTarget>> ReadAsync(CancellationToken stopping)
    {
        try
        {
            // The resolver of the system is blocking code that hears no token.
            var found = await resolve(options.Name, stopping).WaitAsync(s_patience, stopping).ConfigureAwait(false);
            return [.. found.Distinct().Select(TargetOf)];
        }
        catch (Exception e) when (e is SocketException or TimeoutException or ArgumentException)
        {
            throw new TargetsException($"the resolver has no address for {options.Name}: {e.Message}", e);
        }
    }

    public void Dispose()
    {
    }

    private FoundTarget TargetOf(IPAddress address)
    {
        var host = address.AddressFamily is AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";
        return new() { Instance = $"{host}:{options.Port}", Host = host, Port = options.Port };
    }
}
