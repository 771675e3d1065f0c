using System.Text.Json.Serialization;

namespace Bellwether.Agent.Watching.Replaying;

/// <summary>The JSON of judged points. Only what is null is left out: a zero that is required has to come
/// back.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(PointSeriesForm)])]
[JsonSerializable(typeof(JudgedPoints))]
internal sealed partial class JudgedJson : JsonSerializerContext;
