namespace Bellwether.Integration.Tests.Servers;

/// <summary>A server of gRPC's own library (Debian's for Python) with the health service, whose answer a test
/// chooses.</summary>
internal sealed class GrpcServer : IAsyncDisposable
{
    public const string Service = "shop.v1.Orders";

    private const string Program = """
        import sys
        import grpc
        from concurrent import futures

        state, port, service = sys.argv[1:]

        def check(request, context):
            name = request[2:].decode()
            if name not in ("", service):
                context.abort(grpc.StatusCode.NOT_FOUND, "unknown service")
            with open(state) as status:
                return bytes([8, int(status.read())])

        method = grpc.unary_unary_rpc_method_handler(check)
        server = grpc.server(futures.ThreadPoolExecutor(2), options=[("grpc.so_reuseport", 0)])
        server.add_generic_rpc_handlers(
            (grpc.method_handlers_generic_handler("grpc.health.v1.Health", {"Check": method}),))
        if server.add_insecure_port("127.0.0.1:" + port) == 0:
            sys.exit("the port is taken")
        server.start()
        server.wait_for_termination()
        """;

    private readonly ServerFolder _folder = new();
    private RealServer? _server;

    private GrpcServer()
    {
    }

    public int Port { get; } = FreePorts.Take(1)[0];

    public static async Task<GrpcServer> StartAsync()
    {
        var server = new GrpcServer();
        server.Says(1);
        await server.ResumeAsync();
        return server;
    }

    /// <param name="status">1 serving, 2 not serving, as on the wire.</param>
    public void Says(int status) => _folder.Write("status", $"{status}");

    /// <param name="service">The service that it knows beside itself.</param>
    public async Task ResumeAsync(string service = Service) => _server = await RealServer.StartAsync(new()
    {
        // The system's: another one in the search path has no packages of Debian's.
        Program = "/usr/bin/python3",
        Arguments = [_folder.Write("server.py", Program), _folder.At("status"), $"{Port}", service],
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
