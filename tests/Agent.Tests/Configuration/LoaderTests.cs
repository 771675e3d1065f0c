using System.Text;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class LoaderTests
{
    private readonly TestSurroundings _machine = new();

    [Fact]
    public void A_fault_reads_file_line_column_path_message() => Assert.Equal(
        "file.yaml:12:7: services[0].probes[1].scrape.every: must be 1s to 1h",
        new ConfigurationFault(
            "file.yaml", 12, 7, "services[0].probes[1].scrape.every", "must be 1s to 1h").ToString());

    [Fact]
    public void A_file_that_is_not_there_is_a_fault_without_a_line() => Assert.Equal(
        "nowhere.yaml: cannot be used: there is no such file",
        Assert.Single(ConfigurationLoader.Load("nowhere.yaml", _machine.Now).Faults).ToString());

    [Fact]
    public void A_folder_is_no_file()
    {
        var folder = Path.GetTempPath();
        var fault = Assert.Single(ConfigurationLoader.Load(folder, Surroundings.OfThisProcess()).Faults);
        Assert.Contains("cannot be used", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_and_one_at_the_limit_is_read()
    {
        var room = ConfigurationLoader.LargestFile - Encoding.UTF8.GetByteCount(Sample.Head) - 2;
        Assert.NotNull(_machine.Load(Sample.Head + "#" + new string('x', room) + "\n").Plan);
        Assert.Equal("file.yaml: cannot be used: it is larger than 1 MiB",
            Assert.Single(_machine.Load(Sample.Head + "#" + new string('x', room + 1) + "\n").Faults).ToString());
    }

    [Fact]
    public void A_byte_order_mark_and_foreign_line_ends_are_fine()
    {
        var text = "\uFEFF" + Sample.Head.Replace("\n", "\r\n", StringComparison.Ordinal);
        Assert.Empty(_machine.Load(text).Faults);
        Assert.Equal(3, Assert.Single(
            _machine.Load(text.Replace("service:", "servce:", StringComparison.Ordinal)).Faults,
            f => f.Message.Contains("servce", StringComparison.Ordinal)).Line);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var machine = _machine.Now with { ReadBytes = (_, _) => [0xff, 0xfe, 0x00, 0x41] };
        Assert.Equal("file.yaml: cannot be used: it is not UTF-8 text",
            Assert.Single(ConfigurationLoader.Load("file.yaml", machine, TestCatalogs.Fixed).Faults).ToString());
    }

    [Fact]
    public void An_endless_list_of_faults_is_cut_and_says_so()
    {
        var text = Sample.Head + string.Concat(Enumerable.Range(0, 500).Select(i => $"unknown{i}: 1\n"));
        var faults = _machine.Load(text).Faults;
        Assert.Equal(100, faults.Count);
        Assert.Equal("file.yaml: and 401 more faults", faults[^1].ToString());
    }

    [Fact]
    public void What_a_terminal_obeys_never_gets_into_a_message()
    {
        var faults = _machine.Load(Sample.Head + "\"a\\e[31m\\n\": 1\n" + new string('k', 900) + ": 1\n").Faults;
        Assert.Equal(2, faults.Count);
        Assert.All(faults, f => Assert.True(f.ToString().Length < 600 && !f.ToString().Any(char.IsControl)));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("&a ")]
    [InlineData("\"")]
    [InlineData("x: {y: [")]
    public void A_megabyte_of_openings_is_refused_at_its_beginning(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, (ConfigurationLoader.LargestFile / opening.Length) - 1));
        Assert.Equal(1, Assert.Single(_machine.Load(text).Faults, f => f.Line > 0 && f.Message.Length < 200).Line);
    }

    [Theory]
    [InlineData("/var/lib/bellwether", null, "/home/op", "/var/lib/bellwether")]
    [InlineData(null, "/xdg", "/home/op", "/xdg/bellwether")]
    [InlineData(null, "relative", "/home/op", "/home/op/.local/state/bellwether")]
    [InlineData(null, null, "/home/op", "/home/op/.local/state/bellwether")]
    public void The_state_is_the_machines_folder_or_the_users(
        string? writable, string? xdg, string home, string expected)
    {
        if (writable is not null)
            _machine.WritableFolders.Add(writable);
        if (xdg is not null)
            _machine.Variables["XDG_STATE_HOME"] = xdg;
        _machine.Variables["HOME"] = home;
        Assert.Equal(expected, Sample.PlanOf("", _machine).StateFolder);
    }

    [Theory]
    [InlineData("/var/lib/bellwether-b", "/var/lib/bellwether-b")]
    [InlineData("/var/lib/b:/var/lib/c", "/var/lib/b")]
    public void Under_systemd_the_state_is_the_folder_of_the_unit(string ofUnit, string expected)
    {
        _machine.WritableFolders.Add("/var/lib/bellwether");
        _machine.Variables["STATE_DIRECTORY"] = ofUnit;
        Assert.Equal(expected, Sample.PlanOf("", _machine).StateFolder);
    }

    [Fact]
    public void Without_any_place_for_the_state_it_must_be_said()
    {
        _machine.Variables.Remove("HOME");
        Assert.Contains("set state", Assert.Single(Sample.FaultsOf("", _machine)).Message, StringComparison.Ordinal);
        Assert.Empty(Sample.FaultsOf("state: /srv/b\n", _machine));
    }

    [Fact]
    public void A_host_name_that_is_no_id_asks_for_one()
    {
        var machine = new TestSurroundings { HostName = "Büro 1" };
        Assert.Contains("set agent.id", Assert.Single(Sample.FaultsOf("", machine)).Message, StringComparison.Ordinal);
        Assert.Empty(Sample.FaultsOf("agent: { id: buero-1 }\n", machine));
    }

    [Theory]
    [InlineData("http://127.0.0.1:7070", true)]
    [InlineData("http://127.8.8.8:1", true)]
    [InlineData("http://localhost:7070/", true)]
    [InlineData("http://[::1]:7070", true)]
    [InlineData("http://0.0.0.0:7070", false)]
    [InlineData("http://[::]:7070", false)]
    [InlineData("http://10.0.0.1:7070", false)]
    [InlineData("http://localhost.example:7070", false)]
    [InlineData("http://me@127.0.0.1:7070", false)]
    [InlineData("https://127.0.0.1:7070", false)]
    public void Without_callers_that_are_known_the_API_listens_on_loopback_alone(string address, bool fine) =>
        Assert.Equal(fine, ListenAddress.Fault(new Uri(address), tls: null, AccessPlan.Nobody) is null);

    [Fact]
    public void The_real_surroundings_read_a_real_file_and_its_limit()
    {
        var file = Path.Combine(Path.GetTempPath(), $"bellwether-{Environment.ProcessId}-surroundings.txt");
        File.WriteAllText(file, "twelve bytes");
        try
        {
            var machine = Surroundings.OfThisProcess();
            Assert.Equal(("twelve bytes", null), machine.ReadText(file, 12));
            Assert.NotNull(machine.ReadText(file, 11).Fault);
            Assert.NotNull(machine.ReadText("/dev/zero", 1024).Fault);
            Assert.True(machine.IsWritableFolder(Path.GetTempPath()));
            Assert.False(machine.IsWritableFolder("/no/such/folder"));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
