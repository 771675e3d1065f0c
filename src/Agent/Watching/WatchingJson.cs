using System.Text.Json.Serialization;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Watching.Replaying;

namespace Bellwether.Agent.Watching;

/// <summary>The JSON of what only the agent itself reads again: events and judged points in the journal.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(DeploymentEvent))]
[JsonSerializable(typeof(JudgedPoints))]
internal sealed partial class WatchingJson : JsonSerializerContext;
