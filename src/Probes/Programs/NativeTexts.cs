using System.Runtime.InteropServices;
using System.Text;

namespace Bellwether.Probes.Programs;

/// <summary>A list of texts as C has it, until it is disposed.</summary>
internal sealed class NativeTexts : IDisposable
{
    private readonly IntPtr[] _texts;

    public NativeTexts(IEnumerable<string> texts)
    {
        _texts = [.. texts.Select(Copy)];
        List = Marshal.AllocHGlobal((_texts.Length + 1) * IntPtr.Size);
        for (var i = 0; i < _texts.Length; i++) Marshal.WriteIntPtr(List, i * IntPtr.Size, _texts[i]);
        Marshal.WriteIntPtr(List, _texts.Length * IntPtr.Size, IntPtr.Zero);
    }

    public IntPtr List { get; }

    public void Dispose()
    {
        foreach (var text in _texts) Marshal.FreeHGlobal(text);
        Marshal.FreeHGlobal(List);
    }

    private static IntPtr Copy(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text + '\0');
        var copy = Marshal.AllocHGlobal(bytes.Length);
        Marshal.Copy(bytes, 0, copy, bytes.Length);
        return copy;
    }
}
