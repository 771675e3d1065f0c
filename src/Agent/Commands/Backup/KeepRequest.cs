using Bellwether.Agent.Journal;

namespace Bellwether.Agent.Commands.Backup;

/// <summary>A backup that an agent on this host made is to be kept elsewhere.</summary>
internal sealed record KeepRequest(BackupTaken Taken, string To, bool AsJson);
