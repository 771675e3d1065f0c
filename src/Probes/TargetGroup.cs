namespace Bellwether.Probes;

/// <summary>Which side of a canary an instance is on.</summary>
public enum TargetGroup
{
    /// <summary>Gets the new version; where there is only one side, this is it.</summary>
    Treated,

    /// <summary>Stays on the old version while the deployment is watched.</summary>
    Control,
}
