using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Demo;

namespace Bellwether.Agent.Tests.Commands.Demo;

public sealed class DemoPlacesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("demo-places-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_service_and_the_pipeline_are_found_beside_a_build()
    {
        var launcher = Put("artifacts/bellwether/bellwether");
        var (shop, pipeline) = (Put("artifacts/shop/Shop"), Put("samples/pipeline/deploy"));
        Assert.Equal(new DemoPlaces(launcher, shop, pipeline), DemoPlaces.Find(Beside));
    }

    [Theory]
    [InlineData("artifacts/shop/Shop")]
    [InlineData("samples/pipeline/deploy")]
    public void Where_one_of_them_is_missing_it_says_how_to_get_both(string only)
    {
        Put(only);
        var fault = Assert.Throws<CommandFailedException>(() => DemoPlaces.Find(Beside));
        Assert.Equal(ExitCodes.Usage, fault.ExitCode);
        Assert.EndsWith(
            "Clone Bellwether's repository and run eng/demo in it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_something_is_not_kept_in()
    {
        Put("precious");
        var fault = Assert.Throws<CommandFailedException>(() => DemoFolder.Kept(_root));
        Assert.Equal($"{_root} is not empty: --keep takes a folder that is new or empty", fault.Message);
    }

    private string Beside => Path.Combine(_root, "artifacts/bellwether");

    private string Put(string file)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }
}
