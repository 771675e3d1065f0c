namespace Bellwether.Agent.Sampling;

/// <summary>The largest of what was noted in the last minute, to 5 s.</summary>
internal sealed class WorstLateness(TimeProvider time)
{
    private const int Slots = 12;

    private static readonly TimeSpan SlotLength = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private readonly TimeSpan[] _worst = new TimeSpan[Slots];
    private long _slot;

    public void Note(TimeSpan lateness)
    {
        lock (_gate)
        {
            Turn();
            ref var worst = ref _worst[_slot % Slots];
            worst = lateness > worst ? lateness : worst;
        }
    }

    public TimeSpan Read()
    {
        lock (_gate)
        {
            Turn();
            return _worst.Max();
        }
    }

    private void Turn()
    {
        var now = time.GetElapsedTime(_start).Ticks / SlotLength.Ticks;
        for (var cleared = 0; _slot < now && cleared < Slots; cleared++)
            _worst[++_slot % Slots] = TimeSpan.Zero;
        _slot = now;
    }
}
