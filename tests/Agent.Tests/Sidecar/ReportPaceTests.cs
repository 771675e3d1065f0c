using Bellwether.Agent.Sidecar;
using Bellwether.Agent.Signals.Live;

namespace Bellwether.Agent.Tests.Sidecar;

public sealed class ReportPaceTests
{
    [Fact]
    public void A_report_is_there_before_the_home_closes_its_points() => Assert.True(
        LiveLimits.Grace + ReportLoop.LeastOften + TimeSpan.FromSeconds(1) <= LiveLimits.ReportGrace);
}
