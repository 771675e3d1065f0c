using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Bellwether.Agent.Storage.Sqlite;

/// <summary>Binds SQLite: the system's library where it is new enough, else the one in the package.</summary>
/// <remarks>The system's is patched by whoever patches the machine; the package's is the fallback where there is
/// none.</remarks>
internal static class SqliteLibrary
{
    private const string BundledName = "e_sqlite3";
    private static readonly string[] SystemNames = ["libsqlite3.so.0", "libsqlite3.dylib"];
    private static readonly Lazy<Version> Bound = new(BindOnce);

    /// <summary>The oldest version that the statements here were written for (upsert, RETURNING).</summary>
    public static Version Floor { get; } = new(3, 35, 0);

    /// <summary>Binds it at the first call; the version that is in use.</summary>
    /// <exception cref="StorageException">There is none, or it is older than <see cref="Floor"/>.</exception>
    public static Version Bind() => Bound.Value;

    /// <summary>Refuses a version that is too old.</summary>
    public static Version AtLeastFloor(int number)
    {
        var version = VersionOf(number);
        if (version >= Floor) return version;
        throw new StorageException(StorageTrouble.Unavailable,
            $"SQLite {version} is too old: {Floor} or newer is needed. Install a newer libsqlite3-0.");
    }

    public static Version VersionOf(int number) => new(number / 1_000_000, number / 1_000 % 1_000, number % 1_000);

    private static Version BindOnce()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        try
        {
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            return AtLeastFloor(raw.sqlite3_libversion_number());
        }
        catch (DllNotFoundException e)
        {
            throw new StorageException(StorageTrouble.Unavailable,
                "No SQLite library was found. Install libsqlite3-0 (or the system's package of that name).", e);
        }
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        if (name != BundledName) return IntPtr.Zero;
        foreach (var system in SystemNames)
        {
            if (!NativeLibrary.TryLoad(system, out var library)) continue;
            if (NumberOf(library) is { } number && VersionOf(number) >= Floor) return library;
            NativeLibrary.Free(library);
        }
        return IntPtr.Zero;
    }

    private static int? NumberOf(IntPtr library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var function)
            ? Marshal.GetDelegateForFunctionPointer<LibraryVersionNumber>(function)()
            : null;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int LibraryVersionNumber();
}
