using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Verdicts;

/// <summary>What a person says of a verdict afterwards.</summary>
[JsonConverter(typeof(KebabCaseEnum<FeedbackKind>))]
public enum FeedbackKind
{
    /// <summary>It was rolled back and was good.</summary>
    FalseAlarm,

    /// <summary>It was promoted and was bad.</summary>
    Missed,
}
