namespace Bellwether.Agent.Telemetry;

/// <summary>What is to be exported, as OpenTelemetry's standard environment variables say. It names nothing of the
/// library, so that nothing of it is loaded to find out.</summary>
/// <param name="Traces">Spans.</param>
/// <param name="Metrics">What the metrics page shows.</param>
/// <param name="Logs">What the console shows.</param>
/// <remarks>Source: OpenTelemetry specification, environment variables. A signal is exported where its endpoint, or the
/// one for all, is set; without any the agent exports nothing, where the specification has a default.</remarks>
internal sealed record OtlpWishes(bool Traces, bool Metrics, bool Logs)
{
    public bool Any => Traces || Metrics || Logs;

    /// <param name="variable">Value of an environment variable; null where it is not set.</param>
    public static OtlpWishes Read(Func<string, string?> variable)
    {
        var isOff = string.Equals(variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase);
        bool Wished(string signal) => !isOff
            && (IsSet("OTEL_EXPORTER_OTLP_ENDPOINT") || IsSet($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"))
            && (variable($"OTEL_{signal}_EXPORTER") is null or "" or "otlp");
        bool IsSet(string name) => !string.IsNullOrWhiteSpace(variable(name));
        return new(Wished("TRACES"), Wished("METRICS"), Wished("LOGS"));
    }
}
