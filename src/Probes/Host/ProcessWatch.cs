using System.Text;

namespace Bellwether.Probes.Host;

/// <summary>Finds the watched process and says whether it exists.</summary>
/// <remarks>Remembers the process seen last: a name is searched among all processes only when that one is
/// gone.</remarks>
internal sealed class ProcessWatch(HostProbeOptions options, ProcFolder files)
{
    /// <summary>Most processes searched for a name in one look; the kernel's own default limit of ids.</summary>
    public const int MostProcesses = 32_768;

    /// <summary>Longest name that the kernel keeps of a process.</summary>
    private const int KernelNameLength = 15;

    private static readonly Found Hidden =
        Found.Nothing("hidden", "the kernel hides the processes of other users from the agent (hidepid)");

    private Seen? _last;

    public Found Look() => options.PidFile is { } path ? ByPidFile(path) : ByName(options.Process!);

    private Found ByPidFile(string path)
    {
        var named = Named(path, out var fault);
        // Named but absent may be a file caught half written, or a process replaced just now: what it says next counts.
        for (var again = false; named is { } id; again = true)
        {
            var found = Examine(id);
            if (found.Alive is not false || again)
                return found;
            var next = Named(path, out fault);
            if (next == named)
                return found;
            named = next;
        }

        return Found.Nothing("no-process", fault);
    }

    private int? Named(string path, out string fault)
    {
        var outcome = files.Read(path, out var text);
        var id = outcome is ProcFolder.Outcome.Read ? KernelFiles.ProcessId(text) : null;
        fault = outcome switch
        {
            ProcFolder.Outcome.Absent => $"there is no pid file {path}",
            ProcFolder.Outcome.Unreadable => $"the pid file {path} cannot be read",
            _ => $"the pid file {path} holds no process id",
        };
        return id;
    }

    private Found ByName(string name)
    {
        var known = _last is { } seen ? Examine(seen.Id) : null;
        if (known is { Alive: true } && known.Stat?.StartTicks == _last?.StartTicks)
            return known;
        if (Oldest(name, out var searchedAll) is { } id)
        {
            var found = Examine(id);
            if (found.Stat is { Exists: true } running)
                _last = new(id, running.StartTicks);
            return found;
        }

        if (!searchedAll)
            return Found.Nothing("too-many-processes", $"more than {MostProcesses} processes to search for '{name}'");
        if (files.HidesProcesses)
            return Hidden;
        return _last is { } gone
            ? Gone(gone.Id, known?.Stat is { } ended && ended.StartTicks == gone.StartTicks ? ended : null)
            : Found.Nothing("no-process", $"no process is named '{name}'");
    }

    private Found Examine(int id)
    {
        var stat = Stat(id, out var outcome);
        if (stat is { Exists: true } running)
            return new() { ProcessId = id, Alive = true, Stat = running };
        if (stat is null && outcome is not ProcFolder.Outcome.Absent)
            return Found.Nothing("no-access", $"the state of process {id} cannot be read");
        return stat is null && files.HidesProcesses ? Hidden : Gone(id, stat);
    }

    private static Found Gone(int id, ProcessStat? ended) => new()
    {
        ProcessId = id,
        Alive = false,
        Stat = ended,
        Reason = "process-gone",
        Detail = ended is null ? $"process {id} does not exist" : $"process {id} has ended and waits for its parent",
    };

    private ProcessStat? Stat(int id, out ProcFolder.Outcome outcome)
    {
        outcome = files.Read(Path.Combine(files.Root, KernelFiles.Folder(id), "stat"), out var text);
        return ProcessStat.Parse(text);
    }

    /// <summary>The process of that name that started first: where one has workers of its own name, the
    /// parent.</summary>
    private int? Oldest(string name, out bool searchedAll)
    {
        var wanted = Encoding.UTF8.GetBytes(name);
        (ulong Start, int Id)? oldest = null;
        var searched = 0;
        foreach (var folder in Directory.EnumerateDirectories(files.Root))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id))
                continue;
            if (++searched > MostProcesses)
                break;
            if (!IsNamed(folder, wanted) || Stat(id, out _) is not { Exists: true } stat)
                continue;
            if (oldest is not { } best || (stat.StartTicks, id).CompareTo(best) < 0)
                oldest = (stat.StartTicks, id);
        }

        searchedAll = searched <= MostProcesses;
        return oldest?.Id;
    }

    private bool IsNamed(string folder, ReadOnlySpan<byte> wanted)
    {
        if (files.Read(Path.Combine(folder, "comm"), out var text) is not ProcFolder.Outcome.Read || text.IsEmpty)
            return false;
        var kept = wanted[..Math.Min(wanted.Length, KernelNameLength)];
        if (!text[..^1].SequenceEqual(kept))
            return false;
        if (wanted.Length <= KernelNameLength)
            return true;
        // The kernel cut the name: what it was started by tells.
        files.Read(Path.Combine(folder, "cmdline"), out var command);
        var end = command.IndexOf((byte)0);
        var file = end < 0 ? command : command[..end];
        return file[(file.LastIndexOf((byte)'/') + 1)..].SequenceEqual(wanted);
    }

    private readonly record struct Seen(int Id, ulong StartTicks);

    /// <summary>What is known of the watched process.</summary>
    internal sealed record Found
    {
        /// <summary>Null where none is named.</summary>
        public int? ProcessId { get; init; }

        /// <summary>Null where we cannot tell.</summary>
        public bool? Alive { get; init; }

        /// <summary>What the kernel says of it; null where it is gone without a trace.</summary>
        public ProcessStat? Stat { get; init; }

        public string? Reason { get; init; }

        public string? Detail { get; init; }

        public static Found Nothing(string reason, string detail) => new() { Reason = reason, Detail = detail };
    }
}
