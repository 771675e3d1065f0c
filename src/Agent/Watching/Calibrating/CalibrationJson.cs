using System.Text.Json.Serialization;
using Bellwether.Agent.Judging.Calibrations;

namespace Bellwether.Agent.Watching.Calibrating;

/// <summary>The JSON of what was learned, as the journal holds it: nothing is left out, so that nothing is
/// guessed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(DeploymentCalibration))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
