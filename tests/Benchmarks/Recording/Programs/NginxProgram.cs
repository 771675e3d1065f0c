namespace Bellwether.Benchmarks.Recording.Programs;

/// <summary>Debian's nginx as a proxy before the shop.</summary>
internal static class NginxProgram
{
    public static ProgramPlan Plan(int port, int shop, RecordingFolder folder)
    {
        var own = folder.Make("nginx");
        var user = Environment.IsPrivilegedProcess ? "user nobody nogroup;" : "";
        var config = Path.Combine(own, "nginx.conf");
        File.WriteAllText(config, $$"""
            {{user}}
            daemon off;
            worker_processes 1;
            pid {{own}}/pid;
            error_log stderr warn;
            events { worker_connections 256; }
            http {
                access_log off;
                client_body_temp_path {{own}}/body;
                proxy_temp_path {{own}}/proxy;
                fastcgi_temp_path {{own}}/fastcgi;
                uwsgi_temp_path {{own}}/uwsgi;
                scgi_temp_path {{own}}/scgi;
                upstream shop { server 127.0.0.1:{{shop}}; keepalive 16; }
                server {
                    listen 127.0.0.1:{{port}};
                    location / {
                        proxy_pass http://shop;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_connect_timeout 1s;
                        proxy_read_timeout 2s;
                    }
                }
            }

            """);
        return new()
        {
            Name = "nginx",
            Words = ["/usr/sbin/nginx", "-e", "stderr", "-p", own, "-c", config],
            Log = folder.Log("nginx"),
            Port = port,
        };
    }
}
