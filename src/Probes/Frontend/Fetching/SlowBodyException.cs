namespace Bellwether.Probes.Frontend.Fetching;

/// <summary>The look's time was over while a body still came.</summary>
internal sealed class SlowBodyException(Exception inner) : IOException("the body did not end in time", inner);
