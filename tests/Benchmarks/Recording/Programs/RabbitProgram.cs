namespace Bellwether.Benchmarks.Recording.Programs;

/// <summary>Debian's RabbitMQ in a folder of its own.</summary>
internal static class RabbitProgram
{
    /// <summary>Erlang's name server. Run by us, because the broker would leave one behind.</summary>
    public static ProgramPlan Epmd(int port, RecordingFolder folder) => new()
    {
        Name = "epmd",
        Words = ["epmd", "-port", $"{port}", "-address", "127.0.0.1"],
        Log = folder.Log("epmd"),
        Port = port,
    };

    /// <param name="ports">Of epmd, which runs already; of the cluster; of the broker.</param>
    /// <param name="folder">Where its files go.</param>
    public static ProgramPlan Plan(IReadOnlyList<int> ports, RecordingFolder folder)
    {
        var own = folder.Make("rabbitmq");
        var config = Path.Combine(own, "rabbitmq.conf");
        File.WriteAllText(config, $"listeners.tcp.default = 127.0.0.1:{ports[2]}\nlog.file.level = error\n");
        var plugins = Path.Combine(own, "enabled_plugins");
        File.WriteAllText(plugins, "[].\n");
        return new()
        {
            Name = "rabbitmq",
            // The program itself: the wrapper in the search path insists on the system's folders and user.
            Words = ["/usr/lib/rabbitmq/bin/rabbitmq-server"],
            Environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["HOME"] = own,
                ["ERL_EPMD_PORT"] = $"{ports[0]}",
                ["RABBITMQ_NODENAME"] = $"recorded{ports[2]}@localhost",
                ["RABBITMQ_DIST_PORT"] = $"{ports[1]}",
                ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
                ["RABBITMQ_CONFIG_FILE"] = config,
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = plugins,
                ["RABBITMQ_MNESIA_BASE"] = Path.Combine(own, "mnesia"),
                ["RABBITMQ_LOG_BASE"] = Path.Combine(own, "log"),
                ["RABBITMQ_PID_FILE"] = Path.Combine(own, "pid"),
            },
            Log = folder.Log("rabbitmq"),
            Port = ports[2],
        };
    }
}
