using System.Text.Json.Serialization;

namespace Bellwether.Agent.Journal;

/// <summary>How a backup is told and described.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(BackupTaken))]
internal sealed partial class BackupJson : JsonSerializerContext;
