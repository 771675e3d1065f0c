using System.Text.Json;
using System.Text.Json.Serialization;
using Bellwether.Agent.Commands.Facts;

namespace Bellwether.Agent.Commands.Client;

/// <summary>The JSON that only the client reads.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(InstalledVersion))]
internal sealed partial class ClientJson : JsonSerializerContext;
