using System.Collections;
using System.Reflection;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Tests.Api.Access;

/// <summary>No message that anybody sends can name a place to connect to.</summary>
public sealed class MessageTests
{
    private static readonly string[] Places =
        ["uri", "url", "host", "address", "target", "endpoint", "callback", "port"];

    [Fact]
    public void No_member_of_any_message_is_a_place()
    {
        var members = Messages().SelectMany(Members).ToList();
        Assert.True(members.Count > 50, $"{members.Count} members");
        Assert.DoesNotContain(members, m => m.Type == typeof(Uri) || m.Type == typeof(System.Net.IPEndPoint));
        Assert.DoesNotContain(members, m => Places.Any(place => Words(m.Name).Contains(place)));
    }

    [Fact]
    public void The_test_would_see_one()
    {
        Assert.Contains("url", Words("CallbackUrl"));
        Assert.Contains("target", Words("Target"));
    }

    private static IEnumerable<Type> Messages() =>
        typeof(ContractsJson).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType.IsGenericType)
            .Select(p => p.PropertyType.GetGenericArguments()[0])
            .Where(t => t.Namespace!.StartsWith("Bellwether.Contracts", StringComparison.Ordinal) && t.IsClass);

    private static IEnumerable<(string Name, Type Type)> Members(Type message)
    {
        var seen = new HashSet<Type>();
        var open = new Queue<Type>([message]);
        while (open.TryDequeue(out var type))
        {
            if (!seen.Add(type)) continue;
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                var inner = Inner(property.PropertyType);
                yield return ($"{property.Name}", inner);
                if (inner.IsClass && inner.Namespace!.StartsWith("Bellwether", StringComparison.Ordinal))
                    open.Enqueue(inner);
            }
        }
    }

    private static Type Inner(Type type) =>
        type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[^1]
        : Nullable.GetUnderlyingType(type) ?? type;

    private static string[] Words(string name) =>
        Agent.Configuration.Binding.Paths.Kebab(name).Split('-');
}
