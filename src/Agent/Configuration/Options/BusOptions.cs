using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>A message bus: verdicts go out on it, announcements come in.</summary>
internal sealed class BusOptions
{
    /// <summary>A RabbitMQ broker; required.</summary>
    [Required, Meaning("the broker that is used")]
    public RabbitMqOptions? Rabbitmq { get; init; }
}
