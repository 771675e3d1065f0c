using Bellwether.Agent.Configuration;
using Bellwether.Testing.Certificates;
using Xunit.Abstractions;

namespace Bellwether.Agent.Tests.Configuration.Mutations;

/// <summary>Every single mistake in a file that says everything is told, on its line, with the word that was
/// meant.</summary>
public sealed class MutationTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>Set to 1, every mutation is tried: five thousand, in a minute.</summary>
    public const string AllVariable = "BELLWETHER_ALL_MUTATIONS";

    /// <summary>Else so many of each kind and file, evenly spread.</summary>
    private const int MostOfAKind = 25;

    private readonly TestAuthority _authority = new("servers");

    [Fact]
    public void Every_mistake_is_told_on_its_line()
    {
        var table = new MutationTable();
        foreach (var name in new[] { "everything", "sidecar" })
        {
            var text = File.ReadAllText(SourceTree.PathOf(
                "tests", "Agent.Tests", "Configuration", "Mutations", name + ".yaml"));
            var good = Load(text);
            Assert.True(good.Plan is not null, string.Join('\n', good.Faults));
            var (sheet, spots) = (new Sheet(text), SpotWalk.Of(text));
            var mutations = KeyMutations.Of(sheet, spots).Concat(ValueMutations.Of(sheet, spots))
                .Concat(ShapeMutations.Of(sheet, spots)).Concat(NameMutations.Of(sheet, spots))
                .Where(m => m.Text != text).DistinctBy(m => m.Text).GroupBy(m => m.Kind).SelectMany(Some);
            foreach (var mutation in mutations) table.Add(mutation, Load(mutation.Text), good.Plan!);
        }

        output.WriteLine(table.ToString());
        Assert.True(table.Counted >= 300, table.ToString());
        var wrong = table.Unreported.Select(m => $"not told at all: {m}")
            .Concat(table.Misplaced.Select(m => $"told elsewhere: {m}")).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(table.Suggested >= 0.9 * table.Typos, string.Join('\n', table.Unsuggested));
    }

    /// <summary>Evenly spread ones of a kind, always the same.</summary>
    private static IEnumerable<Mutation> Some(IEnumerable<Mutation> kind)
    {
        var all = kind.ToList();
        var most = Environment.GetEnvironmentVariable(AllVariable) == "1" ? all.Count
            : Math.Min(all.Count, MostOfAKind);
        return Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)]);
    }

    public void Dispose() => _authority.Dispose();

    private ConfigurationOutcome Load(string text)
    {
        var machine = new TestSurroundings();
        machine.Files["/run/credentials/bellwether/database"] = "Host=db;Username=shop;Password=hunter2-hunter2\n";
        (machine.Files["/etc/bellwether/tls.crt"], machine.Files["/etc/bellwether/tls.key"]) = _pair;
        machine.Files["/etc/bellwether/clients.crt"] = _authority.Pem;
        return machine.Load(text, Catalogs.Shipped);
    }

    private (string Certificate, string Key) _pair => _made ??= _authority.Server();

    private (string Certificate, string Key)? _made;
}
