namespace Bellwether.Integration.Tests.Servers;

/// <summary>How Debian's RabbitMQ runs on loopback, in a folder of its own.</summary>
internal static class RabbitMq
{
    /// <summary>Erlang's name server. Run by us, because the broker would leave one behind.</summary>
    public static RealServerPlan Epmd(int port) => new()
    {
        Program = "epmd",
        Arguments = ["-port", $"{port}", "-address", "127.0.0.1"],
        ReadyPort = port,
    };

    /// <param name="folder">Where all of its files go.</param>
    /// <param name="ports">Four: of epmd, which runs already, of the cluster, of the broker, and of the metrics
    /// page.</param>
    public static RealServerPlan Broker(ServerFolder folder, IReadOnlyList<int> ports)
    {
        var config = folder.Write("rabbitmq.conf",
            $"listeners.tcp.default = 127.0.0.1:{ports[2]}\n"
                + $"prometheus.tcp.ip = 127.0.0.1\nprometheus.tcp.port = {ports[3]}\n");
        return new()
        {
            // The program itself: the wrapper in the search path insists on the system's folders and user.
            Program = "/usr/lib/rabbitmq/bin/rabbitmq-server",
            Environment = new Dictionary<string, string>
            {
                ["HOME"] = folder.Root,
                ["ERL_EPMD_PORT"] = $"{ports[0]}",
                ["RABBITMQ_NODENAME"] = $"bellwether{ports[2]}@localhost",
                ["RABBITMQ_DIST_PORT"] = $"{ports[1]}",
                ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
                ["RABBITMQ_CONFIG_FILE"] = config,
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = folder.Write("enabled_plugins", "[rabbitmq_prometheus].\n"),
                ["RABBITMQ_MNESIA_BASE"] = folder.At("mnesia"),
                ["RABBITMQ_LOG_BASE"] = folder.At("log"),
                ["RABBITMQ_PID_FILE"] = folder.At("pid"),
            },
            ReadyPort = ports[3],
            Patience = TimeSpan.FromMinutes(1),
        };
    }
}
