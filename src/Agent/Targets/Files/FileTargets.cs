using Bellwether.Probes.Targets;

namespace Bellwether.Agent.Targets.Files;

/// <summary>Targets from a file; read again when it has changed.</summary>
internal sealed class FileTargets(string path) : ITargetSource
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MostBytes = 1 << 20;

    private (DateTime Changed, long Length)? _seen;
    private IReadOnlyList<FoundTarget> _targets = [];

    public ValueTask<IReadOnlyList<FoundTarget>> ReadAsync(CancellationToken stopping)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) throw new TargetsException($"there is no file {path}");
            if (file.Length > MostBytes) throw new TargetsException($"{path} is larger than 1 MiB");
            var now = (file.LastWriteTimeUtc, file.Length);
            if (_seen == now) return new(_targets);
            _targets = TargetFile.Read(File.ReadAllText(path));
            _seen = now;
            return new(_targets);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TargetsException($"{path} cannot be read: {e.Message}", e);
        }
        catch (FormatException e)
        {
            throw new TargetsException($"{path}: {e.Message}", e);
        }
    }

    public void Dispose()
    {
    }
}
