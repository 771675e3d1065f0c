namespace Bellwether.Agent.Tests.Tidy;

/// <summary>Each rule of the tidy test finds what it forbids, and only that.</summary>
public sealed class TidyCanFailTests
{
    [Fact]
    public void A_file_of_401_lines_is_too_long()
    {
        Assert.Empty(Walls.LongFiles(Code(Lines(400))));
        Assert.Single(Walls.LongFiles(Code(Lines(401))));
        Assert.Single(Walls.LongFiles(new("src/Agent/Program.cs", Lines(61))));
    }

    [Fact]
    public void A_line_of_121_columns_is_too_long()
    {
        Assert.Empty(Walls.LongLines(Code(new string('x', 120) + "\n")));
        Assert.Equal("src/Agent/Api/X.cs:2: 121 columns, more than 120", Assert.Single(
            Walls.LongLines(Code("\n" + new string('é', 121)))));
    }

    [Theory]
    [InlineData("    void M(int a = 1)\n    {\n#    }\n", 57, 0)]
    [InlineData("    void M(int a = 1)\n    {\n#    }\n", 58, 1)]
    [InlineData("    X() : base(1)\n    {\n#    }\n", 58, 1)]
    [InlineData("    int M(int a) => a switch\n    {\n#    };\n", 58, 1)]
    [InlineData("    string[] a = new string[]\n    {\n#    };\n", 58, 0)]
    [InlineData("    int P\n    {\n#    }\n", 58, 0)]
    [InlineData("    void M()\n    {\n        if (a)\n        {\n#        }\n    }\n", 55, 1)]
    [InlineData("    void M()\n    {\n        var s = \"}\"; // }\n        var c = '}'; /* } */\n#    }\n", 56, 1)]
    public void A_method_of_61_lines_is_too_long(string member, int filling, int faults)
    {
        var lines = string.Concat(Enumerable.Repeat("        a();\n", filling));
        var body = member.Replace("#", lines, StringComparison.Ordinal);
        Assert.Equal(faults, Walls.LongMethods(Code($"class X\n{{\n{body}}}\n")).Count());
    }

    [Theory]
    [InlineData("public sealed class A { }\ninternal record B(int X);", 1)]
    [InlineData("public sealed class A\n{\n    private sealed class B\n    {\n    }\n}", 0)]
    [InlineData("public static class A\n{\n    public enum B { C }\n}", 0)]
    [InlineData("internal sealed class A : I<B>\n{\n}\n\nfile sealed class B;", 0)]
    [InlineData("// public sealed class B\npublic sealed class A;", 0)]
    [InlineData("public sealed class A;\npublic sealed class A<T>;", 0)]
    [InlineData("public interface IA;\npublic enum B { C }", 1)]
    public void Two_types_in_a_file_are_one_too_many(string text, int faults) =>
        Assert.Equal(faults, Walls.ManyTypes(Code(text)).Count());

    [Theory]
    [InlineData("internal sealed class ProbeManager;", 1)]
    [InlineData("internal static class JsonUtils;", 1)]
    [InlineData("internal record HostInfo(int X);", 1)]
    [InlineData("internal enum DataKind { A }", 1)]
    [InlineData("internal sealed record Baseline(int X);", 0)]
    [InlineData("internal sealed class Database;", 0)]
    [InlineData("internal sealed class A { string s = \"class Helper\"; }", 0)]
    public void Words_that_say_nothing_are_found(string text, int faults) =>
        Assert.Equal(faults, Walls.BannedNames(Code(text)).Count());

    [Theory]
    [InlineData("// TO" + "DO later", 1)]
    [InlineData("// TO" + "DO #12: later", 0)]
    [InlineData("// TO" + "DO(#12): later", 0)]
    [InlineData("// FIX" + "ME", 1)]
    public void A_loose_end_needs_its_issue(string text, int faults) =>
        Assert.Equal(faults, Walls.LooseEnds(Code(text)).Count());

    [Fact]
    public void A_path_of_one_machine_is_found() =>
        Assert.Single(Walls.PathsOfMachines(new("README.md", "see /ro" + "ot/main")));

    [Theory]
    [InlineData("src/Contracts/X.cs", "using Microsoft.Extensions.Logging;")]
    [InlineData("src/Contracts/X.cs", "using Bellwether.Probes;")]
    [InlineData("src/Probes/X.cs", "using Bellwether.Agent.Signals;")]
    [InlineData("src/Probes/Tcp/X.cs", "using Quartz;")]
    [InlineData("src/Agent/Watching/X.cs", "using Quartz;")]
    [InlineData("src/Agent/Watching/X.cs", "using Bellwether.Probes;")]
    [InlineData("src/Agent/Watching/X.cs", "using Bellwether.Agent.Delivery.Webhook;")]
    [InlineData("src/Agent/Watching/X.cs", "using static Bellwether.Agent.Delivery.Channels;")]
    [InlineData("src/Agent/Watching/X.cs", "using D = Bellwether.Agent.Delivery;")]
    [InlineData("src/Agent/Watching/X.cs", "var x = new Bellwether.Agent.Delivery.Channel();")]
    [InlineData("src/Agent/Sampling/X.cs", "using Bellwether.Agent.Judging;")]
    [InlineData("src/Agent/Judging/X.cs", "using Bellwether.Agent.Signals.Live;")]
    [InlineData("src/Agent/Judging/X.cs", "using Bellwether.Agent.Journal;")]
    [InlineData("src/Agent/Delivery/Webhook/X.cs", "using Bellwether.Agent.Judging;")]
    [InlineData("src/Agent/Journal/X.cs", "using Microsoft.Data.Sqlite;")]
    [InlineData("src/Agent/Storage/X.cs", "using Bellwether.Agent.Api;")]
    [InlineData("src/Agent/Api/X.cs", "using MassTransit;")]
    [InlineData("src/Agent/Api/X.cs", "using OpenTelemetry.Metrics;")]
    [InlineData("src/Agent/Attic/X.cs", "")]
    public void A_closed_door_is_found(string path, string text) => Assert.Single(Doors.Faults(new(path, text)));

    [Theory]
    [InlineData("src/Agent/Program.cs", "using Bellwether.Agent.Bus;\nusing Quartz;")]
    [InlineData("src/Agent/Watching/X.cs", "using Bellwether.Agent.Judging;\nusing Bellwether.Agent.Journal;")]
    [InlineData("src/Agent/Judging/X.cs", "using Bellwether.Agent.Signals.Snapshots;")]
    [InlineData("src/Agent/Judging/X.cs", "using Bellwether.Agent.Configuration.Plans;")]
    [InlineData("src/Agent/Sampling/X.cs", "using Quartz;\nusing Bellwether.Probes;")]
    [InlineData("src/Agent/Storage/Sqlite/X.cs", "using Microsoft.Data.Sqlite;")]
    [InlineData("src/Agent/Api/X.cs", "// using MassTransit;\nvar s = \"Bellwether.Agent.Bus.Outbox\";")]
    [InlineData("tests/Agent.Tests/X.cs", "using Quartz;")]
    public void An_open_door_is_no_fault(string path, string text) => Assert.Empty(Doors.Faults(new(path, text)));

    [Theory]
    [InlineData("async Task M() { }", 2)]
    [InlineData("void M(TimeProvider time) { }", 1)]
    [InlineData("void M() => File.ReadAllText(x);", 1)]
    [InlineData("void M(ILogger<X> log) { }", 1)]
    [InlineData("using System.Net.Http;", 1)]
    [InlineData("using Microsoft.Extensions.Options;", 1)]
    [InlineData("var x = Environment.MachineName;", 1)]
    [InlineData("var x = plan.Environment; // a Task for File", 0)]
    [InlineData("using System.Collections.Immutable;", 0)]
    [InlineData("var profile = Profile.File2;", 0)]
    public void An_impurity_of_the_core_is_found(string text, int faults)
    {
        Assert.Equal(faults, Doors.Impurities(new("src/Agent/Judging/X.cs", text)).Count());
        Assert.Empty(Doors.Impurities(new("src/Agent/Watching/X.cs", text)));
    }

    [Fact]
    public void A_namespace_that_is_not_its_folder_is_found()
    {
        Assert.Single(Doors.Misplaced(new("src/Agent/Api/X.cs", "namespace Bellwether.Agent.Bus;")));
        Assert.Empty(Doors.Misplaced(new("src/Agent/Api/X.cs", "namespace Bellwether.Agent.Api;")));
    }

    [Theory]
    [InlineData("TcpProbe.Kind,", "what it does\n", 0)]
    [InlineData("// TcpProbe.Kind,", "what it does\n", 1)]
    [InlineData("TcpProbe.Kind,", null, 1)]
    [InlineData("", null, 2)]
    public void A_probe_that_is_not_listed_or_not_described_is_found(string catalog, string? readme, int faults)
    {
        SourceFile[] files =
        [
            new("src/Probes/Tcp/TcpProbe.cs", ""),
            new("src/Probes/ProbeCatalog.cs", catalog),
            .. readme is null ? Array.Empty<SourceFile>() : [new("src/Probes/Tcp/README.md", readme)],
        ];
        Assert.Equal(faults, Catalogs.Faults(files).Count());
    }

    [Theory]
    [InlineData("CrashRule", "", 0)]
    [InlineData("", "CrashRule", 0)]
    [InlineData("", "", 1)]
    [InlineData("CrashRule", "CrashRule", 1)]
    public void A_rule_is_either_configurable_or_always_on(string catalog, string alwaysOn, int faults)
    {
        SourceFile[] files =
        [
            new("src/Agent/Judging/Rules/Crash/CrashRule.cs", ""),
            new("src/Agent/Judging/Rules/Crash/README.md", "what it does"),
            new("src/Agent/Judging/Rules/RuleCatalog.cs", catalog),
            new("src/Agent/Judging/Rules/AlwaysOnRules.cs", alwaysOn),
        ];
        Assert.Equal(faults, Catalogs.Faults(files).Count());
    }

    [Fact]
    public void A_description_of_more_than_a_page_is_found()
    {
        SourceFile[] files =
        [
            new("src/Agent/Judging/Rules/Limit/LimitRule.cs", ""),
            new("src/Agent/Judging/Rules/RuleCatalog.cs", "LimitRule"),
            new("src/Agent/Judging/Rules/Limit/README.md", Lines(61)),
        ];
        Assert.Single(Catalogs.Faults(files));
    }

    [Theory]
    [InlineData("a \"b\" c", "a     c")]
    [InlineData("$\"{(a ? \"{\" : \"}\")}\" + x", "                     + x")]
    [InlineData("@\"a\"\"{\" x", "        x")]
    [InlineData("\"\"\"{ \" }\"\"\" x", "            x")]
    [InlineData("'\\'' x '{'", "     x    ")]
    [InlineData("a // b\nc /* d\n */ e", "a     \nc     \n    e")]
    public void Comments_and_strings_are_blanked(string text, string bare) => Assert.Equal(bare, BareCode.Of(text));

    private static SourceFile Code(string text) => new("src/Agent/Api/X.cs", text);

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("x\n", count));
}
