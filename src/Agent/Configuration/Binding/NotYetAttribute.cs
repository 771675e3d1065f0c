namespace Bellwether.Agent.Configuration.Binding;

/// <summary>A key that a later version will know: it is refused by its name, so that nobody looks for a typing
/// mistake.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class NotYetAttribute(string key, string message) : Attribute
{
    public string Key { get; } = key;

    public string Message { get; } = message;
}
