using System.Text.Json.Serialization;
using Bellwether.Agent.Deployments;

namespace Bellwether.Agent.Watching;

/// <summary>The JSON of what only the agent itself reads again: the events in the journal.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(DeploymentEvent))]
internal sealed partial class WatchingJson : JsonSerializerContext;
