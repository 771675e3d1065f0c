using System.Diagnostics;
using System.Globalization;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>How servers that a shop has beside its services are started, each in a folder of its own.</summary>
internal static class SmallServers
{
    /// <summary>A MariaDB with an empty root password.</summary>
    public static async Task<RealServerPlan> MariaDbAsync(ServerFolder folder, int port)
    {
        Directory.CreateDirectory(folder.At("data"));
        await RunAsync("mariadb-install-db", "--no-defaults", $"--datadir={folder.At("data")}", "--user=root",
            "--auth-root-authentication-method=normal", "--skip-test-db");
        return new()
        {
            Program = "/usr/sbin/mariadbd",
            Arguments =
            [
                "--no-defaults", $"--datadir={folder.At("data")}", $"--socket={folder.At("socket")}", "--user=root",
                $"--port={Text(port)}", "--bind-address=127.0.0.1", $"--pid-file={folder.At("pid")}",
            ],
            ReadyPort = port,
        };
    }

    /// <summary>Has a MariaDB do something.</summary>
    public static Task SayAsync(ServerFolder folder, string statement) =>
        RunAsync("mariadb", "--no-defaults", "-S", folder.At("socket"), "-u", "root", "-e", statement);

    /// <summary>Somebody whom a MariaDB does not know is turned away.</summary>
    public static Task FailToLogInAsync(int port) => RunAsync("bash", "-c",
        $"! mariadb --no-defaults -h 127.0.0.1 -P {Text(port)} -u stranger -pwrong -e 'SELECT 1' 2>&1");

    /// <summary>An OpenLDAP with one entry.</summary>
    public static async Task<RealServerPlan> LdapAsync(ServerFolder folder, int port)
    {
        Directory.CreateDirectory(folder.At("data"));
        var configuration = folder.Write("slapd.conf", $"""
            include /etc/ldap/schema/core.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            pidfile {folder.At("pid")}
            database mdb
            suffix "dc=example,dc=org"
            directory {folder.At("data")}

            """);
        var entry = folder.Write("entry.ldif",
            "dn: dc=example,dc=org\nobjectClass: dcObject\nobjectClass: organization\no: x\ndc: example\n");
        await RunAsync("/usr/sbin/slapadd", "-f", configuration, "-l", entry);
        return new()
        {
            Program = "/usr/sbin/slapd",
            Arguments = ["-d", "0", "-h", $"ldap://127.0.0.1:{Text(port)}", "-f", configuration],
            ReadyPort = port,
        };
    }

    /// <summary>An Exim that takes SMTP.</summary>
    public static async Task<RealServerPlan> SmtpAsync(ServerFolder folder, int port)
    {
        await RunAsync("chmod", "755", folder.Root);
        Directory.CreateDirectory(folder.At("spool"));
        var configuration = folder.Write("exim.conf", $"""
            primary_hostname = mail.example.org
            local_interfaces = 127.0.0.1
            daemon_smtp_ports = {Text(port)}
            log_file_path = {folder.At("spool")}/%slog
            spool_directory = {folder.At("spool")}
            pid_file_path = {folder.At("spool")}/pid
            never_users =
            keep_environment =
            begin acl
            begin routers
            begin transports

            """);
        await RunAsync("chown", "-R", "Debian-exim", folder.At("spool"));
        return new() { Program = "/usr/sbin/exim4", Arguments = ["-C", configuration, "-bdf"], ReadyPort = port };
    }

    /// <summary>A Dovecot that takes IMAP.</summary>
    public static async Task<RealServerPlan> ImapAsync(ServerFolder folder, int port)
    {
        await RunAsync("chmod", "755", folder.Root);
        var services = string.Concat(new[] { "anvil", "stats" }.Select(name => $"service {name} {{\n  chroot =\n}}\n"));
        var configuration = folder.Write("dovecot.conf", $$"""
            base_dir = {{folder.At("run")}}
            log_path = {{folder.At("log")}}
            protocols = imap
            ssl = no
            listen = 127.0.0.1
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{Text(port)}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            passdb {
              driver = static
              args = nopassword=y
            }
            {{services}}
            """);
        return new() { Program = "/usr/sbin/dovecot", Arguments = ["-F", "-c", configuration], ReadyPort = port };
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        Assert.True(run.ExitCode == 0, $"{program} ended with {run.ExitCode}: {string.Concat(said)}");
    }
}
