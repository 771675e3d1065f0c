using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Which way is bad.</summary>
[JsonConverter(typeof(KebabCaseEnum<Direction>))]
internal enum Direction
{
    Increase,
    Decrease,
    Either,
}
