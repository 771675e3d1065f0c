namespace Bellwether.Agent.Tests.Signals.Discovery;

/// <summary>Short pages as the usual libraries write them, and pages that have no requests to be found.</summary>
internal static class KnownPages
{
    private static readonly double[] s_bounds = [0.05, 0.1, 0.5];

    /// <summary>Name, page, and the metrics that requests, errors and latency are to be found in.</summary>
    public static readonly (string Name, string Page, string? Requests, string? Errors, string? Latency)[] Bound =
    [
        ("dotnet", "# TYPE http_server_request_duration_seconds histogram\n"
            + Server("http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/products/{id}\"")
            + Server("http_request_method=\"GET\",http_response_status_code=\"500\",http_route=\"/cart\"")
            + Server("http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/metrics\"")
            + "# TYPE http_client_request_duration_seconds histogram\n"
            + Pages.Histogram("http_client_request_duration_seconds",
                "server_address=\"db\",http_response_status_code=\"200\"",
                s_bounds, [1, 1, 1, 0], 0.4),
            "http_server_request_duration_seconds_count", "http_server_request_duration_seconds_count",
            "http_server_request_duration_seconds"),
        ("opentelemetry before 1.23, milliseconds", "# TYPE http_server_duration_milliseconds histogram\n"
            + Pages.Histogram("http_server_duration_milliseconds",
                "http_method=\"GET\",http_status_code=\"200\",http_route=\"/a\"",
                [5, 10, 250], [1, 2, 3, 0], 400),
            "http_server_duration_milliseconds_count", "http_server_duration_milliseconds_count",
                "http_server_duration_milliseconds"),
        ("openmetrics",
            "# TYPE http_server_request_duration_seconds histogram\n"
            + "# UNIT http_server_request_duration_seconds seconds\n"
            + Server("http_response_status_code=\"200\",http_route=\"/a\"")
                .Replace(".5\"", ".5\"", StringComparison.Ordinal)
            + "# EOF\n",
            "http_server_request_duration_seconds_count", "http_server_request_duration_seconds_count",
            "http_server_request_duration_seconds"),
        ("prometheus-net", """
            # TYPE http_requests_received_total counter
            http_requests_received_total{code="200",method="GET",controller="Home",action="Index",endpoint="/"} 12
            http_requests_received_total{code="404",method="GET",controller="",action="",endpoint=""} 1
            # TYPE http_requests_in_progress gauge
            http_requests_in_progress{method="GET",controller="Home",action="Index",endpoint="/"} 1
            # TYPE http_request_duration_seconds histogram

            """ + Pages.Histogram("http_request_duration_seconds",
                "code=\"200\",method=\"GET\",controller=\"Home\",action=\"Index\",endpoint=\"/\"", s_bounds,
                    [1, 9, 2, 0], 1.2),
            "http_requests_received_total", "http_requests_received_total", "http_request_duration_seconds"),
        ("go", """
            # TYPE http_requests_total counter
            http_requests_total{code="200",handler="/api",method="get"} 40
            http_requests_total{code="503",handler="/api",method="get"} 2
            # TYPE promhttp_metric_handler_requests_total counter
            promhttp_metric_handler_requests_total{code="200"} 7
            promhttp_metric_handler_requests_total{code="500"} 0
            # TYPE http_request_duration_seconds histogram

            """
            + Pages.Histogram(
                "http_request_duration_seconds", "handler=\"/api\",method=\"get\"", s_bounds, [1, 9, 2, 0], 1.2),
            "http_requests_total", "http_requests_total", "http_request_duration_seconds"),
        ("go, histogram alone", "# TYPE http_request_duration_seconds histogram\n"
            + Pages.Histogram("http_request_duration_seconds", "code=\"200\",handler=\"/api\"", s_bounds, [1, 9, 2, 0],
                1.2),
            "http_request_duration_seconds_count", "http_request_duration_seconds_count",
                "http_request_duration_seconds"),
        ("micrometer", "# TYPE http_server_requests_seconds histogram\n"
            + Pages.Histogram("http_server_requests_seconds",
                "exception=\"None\",method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/orders/{id}\"", s_bounds,
                    [1, 2, 3, 0], 1)
            + "# TYPE http_server_requests_seconds_max gauge\n"
            + "http_server_requests_seconds_max{status=\"200\",uri=\"/orders/{id}\"} 0.4\n",
            "http_server_requests_seconds_count", "http_server_requests_seconds_count", "http_server_requests_seconds"),
        ("micrometer without buckets", """
            # TYPE http_server_requests_seconds summary
            http_server_requests_seconds_count{exception="None",outcome="SUCCESS",status="200",uri="/orders"} 4
            http_server_requests_seconds_sum{exception="None",outcome="SUCCESS",status="200",uri="/orders"} 0.4
            """,
            "http_server_requests_seconds_count", "http_server_requests_seconds_count", null),
        ("fastapi", """
            # TYPE http_requests_total counter
            http_requests_total{handler="/items/{id}",method="GET",status="2xx"} 10
            http_requests_total{handler="/items/{id}",method="GET",status="5xx"} 1
            # TYPE http_request_duration_highr_seconds histogram

            """ + Pages.Histogram("http_request_duration_highr_seconds", "", [0.01, 0.05, 0.1, 0.5], [1, 2, 3, 4, 1], 3)
            + "# TYPE http_request_duration_seconds histogram\n"
            + Pages.Histogram("http_request_duration_seconds", "handler=\"/items/{id}\",method=\"GET\"", [0.1, 0.5, 1],
                [6, 4, 1, 0], 3),
            "http_requests_total", "http_requests_total", "http_request_duration_highr_seconds"),
        ("express-prom-bundle", "# TYPE http_request_duration_seconds histogram\n"
            + Pages.Histogram("http_request_duration_seconds", "status_code=\"200\",method=\"GET\",path=\"/cart\"",
                s_bounds, [1, 9, 2, 0], 1),
            "http_request_duration_seconds_count", "http_request_duration_seconds_count",
                "http_request_duration_seconds"),
        ("grpc, go", """
            # TYPE grpc_server_started_total counter
            grpc_server_started_total{grpc_method="Get",grpc_service="shop.Cart",grpc_type="unary"} 9
            # TYPE grpc_server_handled_total counter
            grpc_server_handled_total{grpc_code="OK",grpc_method="Get",grpc_service="shop.Cart",grpc_type="unary"} 8
            grpc_server_handled_total{grpc_code="Unavailable",grpc_method="Get",grpc_service="Cart",grpc_type="unary"} 1
            # TYPE grpc_server_handling_seconds histogram

            """ + Pages.Histogram("grpc_server_handling_seconds",
                "grpc_method=\"Get\",grpc_service=\"shop.Cart\",grpc_type=\"unary\"", s_bounds, [1, 9, 2, 0], 1.2),
            "grpc_server_handled_total", "grpc_server_handled_total", "grpc_server_handling_seconds"),
        ("grpc, opentelemetry", "# TYPE rpc_server_duration_milliseconds histogram\n"
            + Pages.Histogram("rpc_server_duration_milliseconds",
                "rpc_service=\"shop.Cart\",rpc_grpc_status_code=\"13\"",
                [5, 10, 250], [1, 2, 3, 0], 400),
            "rpc_server_duration_milliseconds_count", "rpc_server_duration_milliseconds_count",
                "rpc_server_duration_milliseconds"),
        ("untyped counter", "http_requests_total{code=\"200\",method=\"get\"} 3\n", "http_requests_total",
            "http_requests_total", null),
        ("no status", "# TYPE http_requests_total counter\nhttp_requests_total{method=\"get\"} 3\n",
            "http_requests_total", null, null),
    ];

    /// <summary>Name and page; nothing is to be bound on any of them.</summary>
    public static readonly (string Name, string Page)[] Unbound =
    [
        ("a host", "# TYPE node_disk_reads_completed_total counter\n"
            + "node_disk_reads_completed_total{device=\"sda\"} 100\n"
            + "# TYPE node_load15 gauge\nnode_load15 0.3\n# TYPE promhttp_metric_handler_requests_total counter\n"
            + "promhttp_metric_handler_requests_total{code=\"200\"} 9\n"),
        ("a database",
            "# TYPE pg_stat_database_xact_commit counter\npg_stat_database_xact_commit{datname=\"shop\"} 91\n"
            + "# TYPE pg_up gauge\npg_up 1\n"),
        ("http client of .NET", "# TYPE http_client_request_duration_seconds histogram\n" + Pages.Histogram(
            "http_client_request_duration_seconds", "http_response_status_code=\"200\",server_address=\"a\"", s_bounds,
                [1, 1, 1, 0], 1)),
        ("http client of Java",
            "# TYPE http_client_requests_seconds summary\nhttp_client_requests_seconds_count{status=\"200\"} 4\n"
            + "http_client_requests_seconds_sum{status=\"200\"} 4\n"),
        ("client of an API",
            "# TYPE rest_client_requests_total counter\nrest_client_requests_total{code=\"200\",method=\"GET\"} 4\n"),
        ("grpc client", "# TYPE grpc_client_handled_total counter\ngrpc_client_handled_total{grpc_code=\"OK\"} 4\n"),
        ("grpc server, only started",
            "# TYPE grpc_server_started_total counter\ngrpc_server_started_total{grpc_method=\"Get\"} 4\n"
            + "# TYPE grpc_server_msg_received_total counter\ngrpc_server_msg_received_total{grpc_method=\"Get\"} 4\n"),
        ("an average",
            "# TYPE http_request_duration_seconds_avg gauge\nhttp_request_duration_seconds_avg{code=\"200\"} 0.2\n"),
        ("a gauge by the name of a counter",
            "# TYPE http_requests_total gauge\nhttp_requests_total{code=\"200\"} 17\n"),
        ("a gauge by the name of a histogram", "# TYPE http_request_duration_seconds gauge\n"
            + "http_request_duration_seconds{status_code=\"200\",path=\"/\"} 0.2\n"),
        ("a rate worked out already",
            "# TYPE http_requests_per_second gauge\nhttp_requests_per_second{code=\"200\"} 17\n"),
        ("requests under way", "# TYPE http_requests_in_progress gauge\nhttp_requests_in_progress{method=\"GET\"} 1\n"),
        ("sizes", "# TYPE http_request_size_bytes histogram\n" + Pages
            .Histogram("http_request_size_bytes", "code=\"200\"",
            [100, 1000], [1, 1, 1], 1234)),
        ("a broker", "# TYPE rabbitmq_queue_messages gauge\nrabbitmq_queue_messages{queue=\"a\"} 3\n"
            + "# TYPE rabbitmq_channel_messages_published_total counter\n"
            + "rabbitmq_channel_messages_published_total{channel=\"1\"} 3\n"),
        ("a proxy's view of others", "# TYPE traefik_service_requests_total counter\n"
            + "traefik_service_requests_total{code=\"200\",service=\"shop\"} 3\n"),
        ("a probe's view of others",
            "# TYPE probe_http_duration_seconds gauge\nprobe_http_duration_seconds{phase=\"connect\"} 0.1\n"
            + "# TYPE probe_http_status_code gauge\nprobe_http_status_code 200\n"),
        ("a runtime", "# TYPE dotnet_gc_collections_total counter\ndotnet_gc_collections_total{generation=\"gen0\"} 3\n"
            + "# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total 3\n"),
        ("jobs", "# TYPE jobs_processed_total counter\njobs_processed_total{status=\"500\"} 3\n"),
        ("connections", "# TYPE kestrel_connection_duration_seconds histogram\n" + Pages.Histogram(
            "kestrel_connection_duration_seconds", "network_type=\"ipv4\"", s_bounds, [1, 1, 1, 0], 1)),
    ];

    private static string Server(string labels) =>
        Pages.Histogram("http_server_request_duration_seconds", labels, s_bounds, [10, 20, 3, 1], 4.2);
}
