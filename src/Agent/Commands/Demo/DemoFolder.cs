namespace Bellwether.Agent.Commands.Demo;

/// <summary>The folder of one story: configuration, state and logs.</summary>
internal sealed class DemoFolder
{
    private DemoFolder(string path)
    {
        Path = path;
        Directory.CreateDirectory(State);
        Directory.CreateDirectory(Pipeline);
    }

    public string Path { get; }

    public string Configuration => System.IO.Path.Combine(Path, "bellwether.yaml");

    /// <summary>State of the agent.</summary>
    public string State => System.IO.Path.Combine(Path, "state");

    /// <summary>State of the pipeline.</summary>
    public string Pipeline => System.IO.Path.Combine(Path, "pipeline");

    /// <summary>Names the process of the sample service.</summary>
    public string PidFile => System.IO.Path.Combine(Pipeline, "shop.pid");

    /// <summary>When that process was started, so that another one with its number is not taken for it.</summary>
    public string BirthFile => System.IO.Path.Combine(Pipeline, "shop.birth");

    /// <summary>A folder that is removed again.</summary>
    public static DemoFolder Passing() => new(Directory.CreateTempSubdirectory("bellwether-demo-").FullName);

    /// <exception cref="CommandFailedException">Something is there already, or it cannot be made.</exception>
    public static DemoFolder Kept(string path)
    {
        var whole = System.IO.Path.GetFullPath(path);
        if (whole.Contains("${", StringComparison.Ordinal))
            throw new CommandFailedException($"{whole}: ${{ is a variable in a configuration; choose another");
        try
        {
            if (File.Exists(whole) || (Directory.Exists(whole) && Directory.EnumerateFileSystemEntries(whole).Any()))
                throw new CommandFailedException($"{whole} is not empty: --keep takes a folder that is new or empty");
            return new(whole);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"the folder {whole} cannot be used: {e.Message}", e);
        }
    }

    public string Log(string name) => System.IO.Path.Combine(Path, $"{name}.log");

    public void Remove() => Directory.Delete(Path, recursive: true);
}
