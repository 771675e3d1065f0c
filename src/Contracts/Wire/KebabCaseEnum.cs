using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bellwether.Contracts.Wire;

/// <summary>Writes an enum as lower-kebab text and reads nothing else: numbers and unknown words are refused.</summary>
public sealed class KebabCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
