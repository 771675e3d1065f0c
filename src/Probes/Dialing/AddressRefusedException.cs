namespace Bellwether.Probes.Dialing;

/// <summary>Nothing connects to any address of the target: see <see cref="AddressGuard"/>. The message says which, and
/// what to do.</summary>
public sealed class AddressRefusedException : IOException
{
    public AddressRefusedException()
    {
    }

    public AddressRefusedException(string message) : base(message)
    {
    }

    public AddressRefusedException(string message, Exception inner) : base(message, inner)
    {
    }
}
