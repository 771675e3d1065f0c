using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.HealthChecks;

public sealed class PlugInUnloadTests
{
    [Fact]
    public async Task A_plug_in_that_nothing_uses_any_more_leaves_nothing_behind()
    {
        using var acme = new AcmePlugIns();
        var context = await LoadedAndLookedAsync(acme.Folder);
        for (var i = 0; i < 20 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> LoadedAndLookedAsync(string folder)
    {
        var kind = Checks.Find(folder, "many");
        var color = kind.Constructors[0].Parameters.Single(parameter => parameter.Name == "color").Type;
        var context = new WeakReference(AssemblyLoadContext.GetLoadContext(color.Assembly));
        await using var probe = Checks.Of(folder, "good");
        var look = await probe.LookAsync(CancellationToken.None);
        Assert.True(look.Reachability is Reachability.Good, $"{look.Reason}: {look.Detail}");
        return context;
    }
}
