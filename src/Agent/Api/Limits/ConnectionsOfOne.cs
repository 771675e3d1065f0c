using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Bellwether.Agent.Api.Limits;

/// <summary>Lets one client have only so many connections; a further one is closed without a word.</summary>
/// <remarks>What is counted is bounded by the connections of all.</remarks>
internal sealed class ConnectionsOfOne(int most)
{
    private readonly Dictionary<ClientKey, int> _open = [];
    private readonly Lock _gate = new();

    public void Guard(ListenOptions listen) => listen.Use(next => async connection =>
    {
        var client = ClientKey.Of((connection.RemoteEndPoint as IPEndPoint)?.Address);
        if (!TryEnter(client))
        {
            connection.Abort(new ConnectionAbortedException("too many connections of one client"));
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Leave(client);
        }
    });

    private bool TryEnter(ClientKey client)
    {
        lock (_gate)
        {
            var open = _open.GetValueOrDefault(client);
            if (open >= most) return false;
            _open[client] = open + 1;
            return true;
        }
    }

    private void Leave(ClientKey client)
    {
        lock (_gate)
            if (--_open[client] == 0)
                _open.Remove(client);
    }
}
