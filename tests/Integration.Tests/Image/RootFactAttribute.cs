namespace Bellwether.Integration.Tests.Image;

/// <summary>A test that mounts and changes users, which only root may.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess) Skip = "only root may mount and change users";
    }
}
