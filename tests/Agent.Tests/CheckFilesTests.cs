using System.Text.Json;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Tests.Storage;

namespace Bellwether.Agent.Tests;

public sealed class CheckFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_file_that_is_not_there_hides_no_fault_of_the_others()
    {
        var (code, lines) = await CheckAsync(Path.Combine(_folder.Path, "none.yaml"), Write("mode: sometimes"));
        Assert.Equal(2, code);
        Assert.Contains(lines, line => line.Contains("none.yaml: cannot be used: there is no such file", Ordinal));
        Assert.Contains(lines, line => line.Contains("mode: ", Ordinal));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_fault_on_its_line()
    {
        var (code, lines) = await CheckAsync(Exec("/nowhere/check_disk"));
        Assert.Equal(2, code);
        var line = Assert.Single(lines);
        Assert.Contains(":5:48: probes[0].exec.program: the probe 'disk' would be blind: there is no program"
            + " /nowhere/check_disk", line, Ordinal);
    }

    [Fact]
    public async Task A_program_that_nobody_may_execute_is_a_fault()
    {
        var program = Path.Combine(_folder.Path, "check_disk");
        await File.WriteAllTextAsync(program, "#!/bin/sh\n");
        Assert.Contains("is not executable: chmod +x", Assert.Single((await CheckAsync(Exec(program))).Lines), Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_there_is_good()
    {
        var (code, lines) = await CheckAsync(Exec("/bin/sh"));
        Assert.Equal(0, code);
        Assert.EndsWith(": good", Assert.Single(lines), Ordinal);
    }

    [Fact]
    public async Task A_log_that_is_not_there_yet_is_a_warning_and_no_fault()
    {
        var yaml = Write($$"""
            environment: production
            mode: gate
            service: checkout
            probes:
              - { name: words, log: { files: ["{{_folder.Path}}/there.log", "{{_folder.Path}}/*.none"], format: text } }
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "there.log"), "");
        var (code, lines) = await CheckAsync(yaml);
        Assert.Equal(0, code);
        Assert.Equal(2, lines.Length);
        Assert.Contains("probes[0].log.files[1]: the probe 'words' would be blind: ", lines[0], Ordinal);
        Assert.EndsWith("(warning)", lines[0], Ordinal);
        Assert.EndsWith(": good", lines[1], Ordinal);
        var (_, json) = await CheckAsync(asJson: true, yaml);
        Assert.Equal("warning", JsonDocument.Parse(json[0]).RootElement[0].GetProperty("severity").GetString());
    }

    [Fact]
    public async Task A_signal_of_no_probe_at_all_lists_no_empty_list()
    {
        var (_, lines) = await CheckAsync(Write("""
            environment: production
            mode: gate
            service: checkout
            probes: []
            rules: [ { name: errors, signal: app.errors, compare: {} } ]
            """));
        Assert.Contains(lines, line => line.EndsWith(
            "there is no probe 'app' for 'app.errors'; the service has none: name one under 'probes'", Ordinal));
    }

    [Fact]
    public async Task Rules_that_take_the_place_of_the_default_ones_name_what_nothing_judges_now()
    {
        var (code, lines) = await CheckAsync(Page("""
              - { name: logins, signal: app.unauthorized, compare: { allow: 50%, tolerate: 2pp } }
            """));
        Assert.Equal(0, code);
        Assert.EndsWith("bellwether.yaml: service checkout: nothing judges app.errors, app.latency and app.up: rules in"
            + " the file take the place of the default ones; add those of docs/configuration.md, or leave `rules` out"
            + " (warning)", lines[0], Ordinal);
        Assert.EndsWith(": good", lines[1], Ordinal);
    }

    [Fact]
    public async Task Rules_that_judge_as_much_as_the_default_ones_are_good()
    {
        var (_, lines) = await CheckAsync(Page("""
              - { name: errors, signal: app.errors, burn-rate: { objective: 99.9% } }
              - { name: slow, signal: app.latency.p99, limit: { max: 800ms, fail-after: 5 of 10 } }
              - { name: reachability, signal: app.up, health: { fail-after: 3 of 5 } }
            """));
        Assert.EndsWith(": good", Assert.Single(lines), Ordinal);
    }

    [Fact]
    public async Task Without_rules_the_default_ones_judge_and_nothing_is_missed() =>
        Assert.EndsWith(": good", Assert.Single((await CheckAsync(Page(""))).Lines), Ordinal);

    [Fact]
    public async Task A_rule_on_a_level_that_no_page_shows_is_named_with_the_one_that_was_meant()
    {
        var (code, lines) = await CheckAsync(Page("""
              - { name: pool, signal: app.saturation.conection-pool, limit: { max: 90%, fail-after: 5 of 10 } }
              - { name: heap, signal: app.saturation.heap, limit: { max: 90%, fail-after: 5 of 10 } }
            """));
        Assert.Equal(0, code);
        Assert.EndsWith("service checkout: the rule pool would wait for ever: no page that is known shows"
            + " app.saturation.conection-pool; did you mean 'connection-pool'? (warning)",
            Assert.Single(lines, line => line.Contains("saturation", Ordinal)), Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private string Exec(string program) => Write($$"""
        environment: production
        mode: gate
        service: checkout
        probes:
          - { name: disk, exec: { every: 15s, program: {{program}} } }
        """);

    private string Page(string rules) => Write("""
        environment: production
        mode: gate
        service: checkout
        probes:
          - { name: app, scrape: { url: http://127.0.0.1:8080/metrics, every: 5s } }

        """ + (rules.Length == 0 ? "" : $"rules:\n{rules}\n"));

    private string Write(string yaml)
    {
        var file = Path.Combine(_folder.Path, "bellwether.yaml");
        File.WriteAllText(file, yaml);
        return file;
    }

    private static Task<(int Code, string[] Lines)> CheckAsync(params string[] files) =>
        CheckAsync(asJson: false, files);

    private static async Task<(int Code, string[] Lines)> CheckAsync(bool asJson, params string[] files)
    {
        using var output = new StringWriter();
        var code = await CheckFiles.RunAsync(
            new(files, asJson), new Terminal(output, TextWriter.Null, TimeProvider.System, false), default);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
