using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Api.Access;

/// <summary>Says on a route who may call it: <c>routes.MapPost("/v1/points", …).Demand(Role.Points)</c>. A route that
/// says nothing lets nobody in.</summary>
internal static class RouteDemands
{
    public static T Demand<T>(this T route, Role role) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new RouteDemand(role));

    /// <summary>The role, unless the operator opened that page to all.</summary>
    public static T Demand<T>(this T route, Role role, OpenPage unless) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new RouteDemand(role, unless));

    public static T OpenToAll<T>(this T route) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new RouteDemand(null));

    /// <summary>Pages of other origins may call it.</summary>
    public static T ForPages<T>(this T route) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new ForPages());

    /// <summary>Another limit than <see cref="Limits.ApiLimits.BodyBytes"/> for the bodies of a route.</summary>
    public static T MostBytes<T>(this T route, long bytes) where T : IEndpointConventionBuilder =>
        route.WithMetadata(new Limits.BodyLimit(bytes));
}
