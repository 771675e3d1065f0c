using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Bellwether.Agent.Configuration.Binding;

/// <summary>One key of an options class.</summary>
internal sealed class OptionProperty
{
    /// <summary>Texts that are taken for secrets by their names; the value of a header is one of them.</summary>
    private static readonly string[] SecretNames = ["Password", "Secret", "Token", "Value"];

    private readonly PropertyInfo _property;

    public OptionProperty(PropertyInfo property)
    {
        _property = property;
        Key = Paths.Kebab(property.Name);
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var rules = property.GetCustomAttributes<ValidationAttribute>().ToList();
        IsRequired = rules.OfType<RequiredAttribute>().Any() || property.IsDefined(typeof(RequiredMemberAttribute));
        Range = rules.OfType<RangeAttribute>().FirstOrDefault() is { } range ? new Bounds(range, Type) : null;
        OtherRules = [.. rules.Where(r => r is not (RequiredAttribute or RangeAttribute))];
        Catalog = property.GetCustomAttribute<FromCatalogAttribute>()?.Catalog;
        StatedDefault = property.GetCustomAttribute<DefaultValueAttribute>()?.Value as string;
        IsMarkedSecret = property.GetCustomAttribute<DataTypeAttribute>()?.DataType is DataType.Password;
        IsSecret = (IsMarkedSecret && Type == typeof(string))
            || (Type == typeof(string) && Array.Exists(SecretNames, n => Name.EndsWith(n, StringComparison.Ordinal)));
    }

    public string Key { get; }

    /// <summary>Its type, without the question mark.</summary>
    public Type Type { get; }

    public MemberInfo Member => _property;

    public string Name => _property.Name;

    public bool IsRequired { get; }

    /// <summary>May hold a secret: what it holds never stands in the file, and never shows anywhere.</summary>
    public bool IsMarkedSecret { get; }

    /// <summary>Never part of a digest.</summary>
    public bool IsSecret { get; }

    public Bounds? Range { get; }

    /// <summary>Attributes that check it, beside Required and Range.</summary>
    public IReadOnlyList<ValidationAttribute> OtherRules { get; }

    /// <summary>Which catalog the key is chosen from; null for an ordinary key.</summary>
    public CatalogName? Catalog { get; }

    /// <summary>A default that is worked out from other options, in words; null where the initialiser says
    /// it.</summary>
    public string? StatedDefault { get; }

    /// <summary>Whether an int or a long counts bytes, and may be written with a unit.</summary>
    public bool IsBytes => (Type == typeof(int) || Type == typeof(long))
        && (Name.EndsWith("Body", StringComparison.Ordinal) || Name.EndsWith("Bytes", StringComparison.Ordinal));

    /// <summary>How it is written where it is a single value; else null.</summary>
    public ScalarForm? Form => IsBytes ? ScalarForm.Bytes(Type) : ScalarForm.Of(Type);

    public object? Get(object options) => _property.GetValue(options);

    public void Set(object options, object? value) => _property.SetValue(options, value);

    /// <summary>What is wrong with a value; null for nothing.</summary>
    public string? Fault(object? value)
    {
        if (value is null)
            return null;
        if (Range?.Fault(value, IsBytes) is { } outside)
            return outside;
        foreach (var rule in OtherRules)
            if (!rule.IsValid(value))
                return rule.FormatErrorMessage(Key);
        return null;
    }
}
