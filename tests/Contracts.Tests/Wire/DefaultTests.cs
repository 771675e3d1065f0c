using System.Text.Json;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Tests.Wire;

public class DefaultTests
{
    private const string Least =
        """{"deploymentId":"shop-1","service":"shop","environment":"production","version":"2.0"}""";

    [Fact]
    public void A_start_with_only_what_is_required_is_the_first_attempt_and_safe_to_undo()
    {
        var read = JsonSerializer.Deserialize(Least, ContractsJson.Wire.DeploymentStarted)!;
        Assert.Equal((1, 1), (read.Attempt, read.Schema));
        Assert.Equal(Strategy.Replace, read.Strategy);
        Assert.Empty(read.RollbackUnsafe);
    }
}
