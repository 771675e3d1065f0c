namespace Bellwether.Integration.Tests.Servers;

/// <summary>Speaks as much of MongoDB's protocol as drivers need that ask a server for its status, and is no
/// MongoDB.</summary>
internal sealed class StandInMongo : IAsyncDisposable
{
    private const string Program = """
        import socketserver
        import struct
        import sys
        import bson

        state, port = sys.argv[1:]

        def answer(command):
            name = next(iter(command)).lower()
            if name in ("ismaster", "hello"):
                return {"ismaster": True, "maxBsonObjectSize": 16777216, "maxMessageSizeBytes": 48000000,
                        "maxWriteBatchSize": 100000, "maxWireVersion": 8, "minWireVersion": 0, "ok": 1.0}
            if name == "serverstatus":
                with open(state) as said:
                    used, failed = map(int, said.read().split())
                return {"version": "4.2.0", "process": "mongod", "uptime": 100.0, "ok": 1.0,
                        "asserts": {"regular": failed, "warning": 0, "msg": 0, "user": 0, "rollovers": 0},
                        "connections": {"current": used, "available": 1000 - used, "totalCreated": 5000}}
            if name == "getnonce":
                return {"nonce": "0123456789abcdef", "ok": 1.0}
            if name == "buildinfo":
                return {"version": "4.2.0", "ok": 1.0}
            return {"ok": 1.0} if name == "ping" else {"ok": 0.0, "errmsg": "no such command", "code": 59}

        def document(body, at):
            return bson.BSON(body[at:at + struct.unpack_from("<i", body, at)[0]]).decode()

        class Client(socketserver.StreamRequestHandler):
            def handle(self):
                while len(head := self.rfile.read(16)) == 16:
                    length, request, _, kind = struct.unpack("<iiii", head)
                    body = self.rfile.read(length - 16)
                    if kind == 2013:
                        reply = b"\0" * 5 + bson.BSON.encode(answer(document(body, 5)))
                    else:
                        query = document(body, body.index(b"\0", 4) + 9)
                        reply = struct.pack("<iqii", 8, 0, 0, 1)
                        reply, kind = reply + bson.BSON.encode(answer(query.get("$query", query))), 1
                    self.wfile.write(struct.pack("<iiii", len(reply) + 16, 1, request, kind) + reply)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        Server(("127.0.0.1", int(port)), Client).serve_forever()
        """;

    private readonly ServerFolder _folder = new();
    private RealServer? _server;

    private StandInMongo()
    {
    }

    public int Port { get; } = FreePorts.Take(1)[0];

    public static async Task<StandInMongo> StartAsync()
    {
        var server = new StandInMongo();
        server.Say(connections: 120, failed: 3);
        await server.ResumeAsync();
        return server;
    }

    /// <param name="connections">How many of a thousand are in use.</param>
    /// <param name="failed">Assertions that failed since the start.</param>
    public void Say(int connections, int failed) => _folder.Write("state", $"{connections} {failed}");

    public async Task ResumeAsync() => _server = await RealServer.StartAsync(new()
    {
        // The system's: another one in the search path has no packages of Debian's.
        Program = "/usr/bin/python3",
        Arguments = [_folder.Write("server.py", Program), _folder.At("state"), $"{Port}"],
        ReadyPort = Port,
    });

    public async Task StopAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}
