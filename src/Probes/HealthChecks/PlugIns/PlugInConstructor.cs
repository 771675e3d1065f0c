using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bellwether.Probes.HealthChecks.PlugIns;

/// <summary>A constructor of a plug-in as a file sees it: by the names of what it takes.</summary>
/// <remarks>
/// Many checks take one object of options. Its constructor's parameters and its properties are then arguments like the
/// others. Looking at all this runs nothing of the plug-in; <see cref="Make"/> does.
/// </remarks>
internal sealed class PlugInConstructor
{
    private readonly ConstructorInfo _constructor;
    private readonly IReadOnlyList<Part> _parts;

    public PlugInConstructor(ConstructorInfo constructor)
    {
        _constructor = constructor;
        _parts = [.. constructor.GetParameters().Select(Part.Of)];
    }

    public CheckConstructor AsWritten => new(
        [.. _parts.SelectMany(part => part.Parameters)], (arguments, _) => Make(new Queue<object?>(arguments)));

    private IHealthCheck Make(Queue<object?> arguments) =>
        (IHealthCheck)_constructor.Invoke([.. _parts.Select(part => part.Take(arguments))]);

    /// <summary>One parameter: written as itself, or as the members of the options that it is.</summary>
    private sealed record Part(
        IReadOnlyList<CheckParameter> Parameters, Func<Queue<object?>, object?> Take)
    {
        public static Part Of(ParameterInfo parameter) =>
            parameter.HasDefaultValue || OptionsConstructor(parameter.ParameterType) is not { } made
                ? new([Written(parameter)], arguments => arguments.Dequeue())
                : OfOptions(made);

        private static Part OfOptions(ConstructorInfo made)
        {
            var own = made.GetParameters();
            var properties = made.DeclaringType!.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
                    && !own.Any(p => string.Equals(p.Name, property.Name, StringComparison.OrdinalIgnoreCase)))
                .OrderBy(property => property.MetadataToken).ToList();
            return new(
                [.. own.Select(Written), .. properties.Select(Written)],
                arguments =>
                {
                    var options = made.Invoke([.. own.Select(_ => arguments.Dequeue())]);
                    foreach (var property in properties)
                        if (arguments.Dequeue() is var value && value != CheckParameter.LeftOut)
                            property.SetValue(options, value);
                    return options;
                });
        }

        /// <summary>How an object of options is made: a class of the plug-in's or its library's own, not of the
        /// framework, with one public constructor, or one that takes nothing; null where it is none.</summary>
        private static ConstructorInfo? OptionsConstructor(Type type)
        {
            if (!type.IsClass || type.IsAbstract || type.ContainsGenericParameters
                || type.IsAssignableTo(typeof(Delegate)) || type.IsAssignableTo(typeof(System.Collections.IEnumerable))
                || FrameworkAssemblies.Has(type.Assembly.GetName().Name ?? "")) return null;
            var constructors = type.GetConstructors();
            return constructors is [var only] ? only
                : Array.Find(constructors, constructor => constructor.GetParameters().Length == 0);
        }

        private static CheckParameter Written(ParameterInfo parameter) => new(
            parameter.Name ?? $"argument{parameter.Position}", Plain(parameter.ParameterType),
            IsRequired: !parameter.HasDefaultValue, parameter.HasDefaultValue ? DefaultOf(parameter) : null);

        private static CheckParameter Written(PropertyInfo property) => new(
            JsonNamingPolicy.CamelCase.ConvertName(property.Name), Plain(property.PropertyType),
            property.IsDefined(typeof(RequiredMemberAttribute)), CheckParameter.LeftOut);

        private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

        // Reflection tells the default of a structure, such as TimeSpan, as null.
        private static object? DefaultOf(ParameterInfo parameter) =>
            parameter.DefaultValue ?? (parameter.ParameterType.IsValueType
                && Nullable.GetUnderlyingType(parameter.ParameterType) is null
                    ? RuntimeHelpers.GetUninitializedObject(parameter.ParameterType) : null);
    }
}
