using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes;

/// <summary>What every probe's options have in common.</summary>
public interface IProbeOptions : IValidatableObject
{
    /// <summary>Gap between looks. 1 s to 1 h.</summary>
    TimeSpan Every { get; }
}
