namespace Shop.Serving;

/// <summary>What requests are counted by.</summary>
/// <param name="Method">A known method, else <c>_OTHER</c>: callers cannot make up new series.</param>
/// <param name="Status">Status code of the answer.</param>
/// <param name="Route">Template such as <c>/products/{id}</c>; null where no route answered.</param>
/// <param name="Protocol">Version of HTTP: <c>1.0</c> or <c>1.1</c>.</param>
internal readonly record struct RequestLabels(string Method, int Status, string? Route, string Protocol)
{
    private static readonly string[] s_methods =
        ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT"];

    public static string KnownMethod(string method) =>
        Array.IndexOf(s_methods, method) >= 0 ? method : "_OTHER";

    /// <summary>The labels as ASP.NET Core's instrumentation names them, in a Prometheus exporter's spelling.</summary>
    public override string ToString()
    {
        var route = Route is null ? "" : $"http_route=\"{Route}\",";
        return $"http_request_method=\"{Method}\",http_response_status_code=\"{Status}\",{route}"
            + $"network_protocol_version=\"{Protocol}\",url_scheme=\"http\"";
    }
}
