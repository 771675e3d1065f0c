using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Options;
using Bellwether.Agent.Configuration.Scalars;

namespace Bellwether.Agent.Tests.Configuration.Reference;

/// <summary>Default and range of one option, in words.</summary>
internal static class OptionText
{
    /// <summary>Empty where the option is required.</summary>
    public static string Default(OptionProperty property, object options)
    {
        if (IsRequired(property, options))
            return "";
        return property.StatedDefault
            ?? (property.Get(options) is null ? Summaries.Default(property.Member) : null)
            ?? Written(property.Get(options), property.IsBytes);
    }

    public static bool IsRequired(OptionProperty property, object options) =>
        property.IsRequired || property.Fault(property.Get(options)) is not null;

    /// <summary>Empty where any value of the type will do.</summary>
    public static string Range(OptionProperty property)
    {
        if (property.Range is { } bounds)
            return bounds.Words(property.Type, property.IsBytes);
        if (property.OtherRules.Any(r => r is NameAttribute))
            return "`a-z`, `0-9`, `-`; at most 63";
        if (property.OtherRules.Any(r => r is IdAttribute))
            return "`a-z`, `0-9`, `-`, `_`, `.`; at most 63";
        if (property.OtherRules.OfType<StringLengthAttribute>().FirstOrDefault() is { } length)
            return $"at most {length.MaximumLength} characters";
        return Words(property.Type);
    }

    public static string Written(object? value, bool isBytes = false) => value switch
    {
        null => "none",
        "" => "none",
        TimeSpan duration => Duration.Write(duration),
        bool truth => truth ? "true" : "false",
        Enum word => Paths.Kebab(word.ToString()),
        int or long when isBytes => ByteSize.Write(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        string or ValueType or Uri => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        IEnumerable list when string.Join(
            ", ", list.Cast<object>().Select(i => Written(i))) is { Length: > 0 } items => items,
        IEnumerable => "none",
        _ => "as below",
    };

    private static string Words(Type type) =>
        type.IsEnum ? string.Join(", ", ScalarForm.Words(type).Select(w => $"`{w}`"))
        : type == typeof(bool) ? "`true`, `false`"
        : Collections.ItemOf(type) is { } item ? item.IsEnum ? "list of " + Words(item) : "list"
        : Collections.ValueOf(type) is not null ? "map"
        : ScalarForm.Of(type) is { } form && type != typeof(string) ? form.Expected
        : "";
}
