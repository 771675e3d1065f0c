using Bellwether.Agent.Commands;
using Bellwether.Agent.Tests.Storage;

namespace Bellwether.Agent.Tests;

public sealed class RunAgentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FirstWords _error = new();

    [Theory]
    [InlineData("http://localhost:0")]
    [InlineData("http://127.0.0.1:0")]
    public async Task An_address_that_is_taken_in_a_file_is_one_that_it_listens_on(string address)
    {
        Assert.Equal(0, await RunAsync(address, listen: null));
        Assert.Contains("listens on http://127.0.0.1:", _error.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://127.0.0.1:7443", "needs a certificate")]
    [InlineData("http://127.0.0.1:7071/agent", "must be a host and a port alone")]
    [InlineData("http://192.0.2.1:7070", "is beyond loopback")]
    public async Task An_address_beside_a_file_is_held_to_the_same(string listen, string fault)
    {
        var refused = await Assert.ThrowsAsync<CommandFailedException>(
            () => RunAsync("http://127.0.0.1:0", new Uri(listen)));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _error.Dispose();
        _folder.Dispose();
    }

    private async Task<int> RunAsync(string address, Uri? listen)
    {
        var file = Path.Combine(_folder.Path, "bellwether.yaml");
        // Port 9 of loopback is nobody's: whether the page answers is of no matter here.
        await File.WriteAllTextAsync(file, $$"""
            environment: production
            mode: gate
            listen: {{address}}
            state: {{Path.Combine(_folder.Path, "state")}}
            service: checkout
            probes: [ { name: app, scrape: { url: "http://127.0.0.1:9/metrics", every: 5s } } ]
            """);
        return await RunAgent.RunAsync(
            new() { ConfigFile = file, Listen = listen },
            new(TextWriter.Null, _error, TimeProvider.System, IsInteractive: false),
            _error.Spoken);
    }

    /// <summary>Whoever has heard the agent's first words asks it to end.</summary>
    private sealed class FirstWords : StringWriter
    {
        private readonly CancellationTokenSource _spoken = new();

        public CancellationToken Spoken => _spoken.Token;

        public string Words => ToString();

        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            await _spoken.CancelAsync();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _spoken.Dispose();
            base.Dispose(disposing);
        }
    }
}
