using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals;
using Bellwether.Probes.Dialing;

namespace Bellwether.Agent.Targets;

/// <summary>Who is told of targets that come and go.</summary>
/// <param name="Roster">Has them looked at.</param>
/// <param name="Signals">Knows what was seen of them.</param>
/// <param name="Guard">Addresses that may be connected to.</param>
internal sealed record FollowedBy(ProbeRoster Roster, SignalBook Signals, AddressGuard Guard);
