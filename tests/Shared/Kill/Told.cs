namespace Bellwether.Testing.Kill;

/// <summary>One deployment, and all that the agent ever said of it over HTTP.</summary>
internal sealed class Told(string id, bool isGood)
{
    public string Id => id;

    public bool IsGood => isGood;

    /// <summary>The watch's verdict as it was first told, its exact text; null while there is none.</summary>
    public string? Verdict { get; private set; }

    /// <summary>Its word; null while there is none.</summary>
    public string? Decision { get; private set; }

    /// <summary>Why it is inconclusive; null for other verdicts.</summary>
    public string? Cause { get; private set; }

    /// <summary>Answers after which the agent no longer knew it, or spoke against itself; empty for none.</summary>
    public List<string> Faults { get; } = [];

    public void Hear(System.Text.Json.JsonElement? verdict)
    {
        if (verdict is not { ValueKind: System.Text.Json.JsonValueKind.Object } said)
        {
            if (Verdict is not null) Faults.Add($"{id}: a verdict that was told is gone");
            return;
        }

        if (Verdict is null)
            (Verdict, Decision, Cause) = (said.GetRawText(), said.GetProperty("decision").GetString(),
                said.GetProperty("cause").GetString());
        else if (Verdict != said.GetRawText())
            Faults.Add($"{id}: told {Verdict}, then {said.GetRawText()}");
    }
}
