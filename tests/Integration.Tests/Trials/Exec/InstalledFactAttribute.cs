namespace Bellwether.Integration.Tests.Trials.Exec;

/// <summary>A test that needs programs which are too large to be installed everywhere; skipped where they are
/// not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InstalledFactAttribute : FactAttribute
{
    public InstalledFactAttribute(params string[] programs)
    {
        var missing = programs.Where(program => !File.Exists(program)).ToList();
        if (!Environment.IsPrivilegedProcess) Skip = "only root may start these servers";
        else if (missing.Count > 0) Skip = $"{string.Join(", ", missing)} is not on this machine";
    }
}
