using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Demo;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Commands.Demo;

public sealed class DemoScreenTests : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _out.Dispose();

    [Fact]
    public void In_a_pipe_what_happens_now_is_said_now_and_then()
    {
        var screen = Screen();
        for (var second = 0; second < 9; second++)
        {
            screen.Status($"at {second}");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([" 0:04  at 4", " 0:08  at 8"], Lines());
    }

    [Fact]
    public void What_happened_is_said_at_once_and_puts_the_status_off()
    {
        var screen = Screen();
        _time.Advance(TimeSpan.FromSeconds(65));
        screen.Tell("promoted");
        _time.Advance(TimeSpan.FromSeconds(3));
        screen.Status("too early");
        Assert.Equal([" 1:05  promoted"], Lines());
    }

    [Fact]
    public void In_a_pipe_there_are_no_escape_sequences()
    {
        var screen = Screen();
        screen.Tell("promoted");
        screen.Clear();
        Assert.DoesNotContain('\u001b', _out.ToString());
    }

    [Fact]
    public void A_story_told_in_brief_leaves_its_last_line_alone()
    {
        var screen = Screen(isBrief: true);
        screen.Tell("promoted");
        screen.Pause();
        screen.Write("seed 1: all right");
        Assert.Equal(["seed 1: all right"], Lines());
    }

    private DemoScreen Screen(bool isBrief = false) =>
        new(new Terminal(_out, TextWriter.Null, _time, IsInteractive: false), TimeSpan.FromSeconds(4))
        {
            IsBrief = isBrief,
        };

    private string[] Lines() => _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
