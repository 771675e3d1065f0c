using System.Collections;

namespace Bellwether.Agent.Configuration.Binding;

/// <summary>Which types of options are lists and maps, and how they are made.</summary>
internal static class Collections
{
    private static readonly Type[] Lists =
        [typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IList<>), typeof(IEnumerable<>),
            typeof(List<>)];

    private static readonly Type[] Maps =
        [typeof(IReadOnlyDictionary<,>), typeof(IDictionary<,>), typeof(Dictionary<,>)];

    /// <summary>Type of the items; null where the type is no list.</summary>
    public static Type? ItemOf(Type type) => type.IsArray ? type.GetElementType() : Argument(type, Lists, 0);

    /// <summary>Type of the values; null where the type is no map.</summary>
    public static Type? ValueOf(Type type) => Argument(type, Maps, 1);

    public static object MakeList(Type type, Type item, IReadOnlyList<object> items)
    {
        var array = Array.CreateInstance(item, items.Count);
        for (var i = 0; i < items.Count; i++)
            array.SetValue(items[i], i);
        return type.IsAssignableFrom(array.GetType())
            ? array
            : Activator.CreateInstance(typeof(List<>).MakeGenericType(item), array)!;
    }

    public static object MakeMap(Type value, IReadOnlyList<(string Key, object Value)> entries)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        foreach (var (key, item) in entries)
            map[key] = item;
        return map;
    }

    private static Type? Argument(Type type, Type[] among, int index) =>
        type.IsGenericType && among.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[index]
            : null;
}
