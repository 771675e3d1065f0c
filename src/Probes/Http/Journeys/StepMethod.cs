namespace Bellwether.Probes.Http.Journeys;

/// <summary>Methods of a step: what a user of the service would send.</summary>
public enum StepMethod
{
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
}
