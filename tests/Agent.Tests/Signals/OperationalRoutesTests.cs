using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes.Logs.Access;

namespace Bellwether.Agent.Tests.Signals;

public sealed class OperationalRoutesTests
{
    [Fact]
    public void An_access_log_leaves_out_the_paths_that_discovery_leaves_out_on_metrics_pages()
    {
        var paths = SignalTable.BuiltIn.Ignore.Where(route => route.StartsWith('/') || route.StartsWith("*/"));
        Assert.Empty(paths.Except(OperationalRoutes.Usual));
    }
}
