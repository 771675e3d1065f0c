using Bellwether.Agent.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class CorruptionTests
{
    private static readonly string Text = File.ReadAllText(
        SourceTree.PathOf("tests", "Agent.Tests", "Configuration", "Good", "everything.yaml"));

    private const string Noise = "{}[]:-,&*!|>'\"%@`#?~$\\\t\n \0\u0001\uFFFD aZ9";

    /// <summary>Positions of letters that are no comment and no free text: a changed letter there is a changed
    /// word.</summary>
    private static readonly IReadOnlyList<int> Keys =
        [.. Enumerable.Range(1, Text.Length - 2)
            .Where(i => i % 2 == 0 && char.IsAsciiLetterLower(Text[i]) && KeyAt(i))];

    [Fact]
    public void No_single_edit_crashes_the_loader()
    {
        // Every third place: each kind of edit still meets each kind of place many times, in a third of the time.
        for (var at = 0; at < Text.Length; at += 3)
        {
            Load(Text.Remove(at, 1));
            Load(Text.Insert(at, Noise[at % Noise.Length].ToString()));
            Load(Text[..at] + Noise[at * 7 % Noise.Length] + Text[(at + 1)..]);
        }
    }

    [Fact]
    public void A_truncated_file_never_crashes_the_loader()
    {
        for (var at = 0; at < Text.Length; at += 3)
            Load(Text[..at]);
    }

    [Fact]
    public void Any_heap_of_noise_is_told_apart_from_a_plan() =>
        Prop.ForAll(Gen.Elements(Noise.ToCharArray()).ArrayOf().Select(c => new string(c)).ToArbitrary(), noise =>
            Load(noise).Plan is null && Load(Text + noise + "\n") is not null).QuickCheckThrowOnFailure();

    [Fact]
    public void A_misspelt_key_is_always_reported() => Assert.All(Keys, at =>
        Assert.NotEmpty(Load(Text[..at] + (Text[at] == 'z' ? 'y' : 'z') + Text[(at + 1)..]).Faults));

    private static ConfigurationOutcome Load(string text)
    {
        var outcome = new TestSurroundings().Load(text);
        Assert.True(outcome.Plan is null == outcome.Faults.Count > 0, text);
        Assert.All(outcome.Faults, f => Assert.False(string.IsNullOrWhiteSpace(f.Message)));
        return outcome;
    }

    /// <summary>Whether the word at that position is followed by a colon and is none of the free label names.</summary>
    private static bool KeyAt(int at)
    {
        var (start, end) = (at, at);
        while (start > 0 && (char.IsAsciiLetterLower(Text[start - 1]) || Text[start - 1] == '-'))
            start--;
        while (char.IsAsciiLetterLower(Text[end]) || Text[end] == '-')
            end++;
        var word = Text[start..end].TrimStart('-');
        return Text[end] == ':' && (Text[end + 1] is ' ' or '\n') && word is not ("shop" or "status");
    }
}
