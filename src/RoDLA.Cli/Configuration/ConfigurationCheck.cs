using System.ComponentModel;
using System.Reflection;

namespace RoDLA.Cli.Configuration;

/// <summary>
/// Finds every mistake of a configuration at once: unknown keys, values of the wrong type, values out of range. The binder would stop at
/// the first one, with an exception for programmers.
/// </summary>
internal static class ConfigurationCheck
{
    /// <summary>Throws when there are mistakes.</summary>
    /// <exception cref="ConfigurationException">All of them.</exception>
    public static void Check(IConfiguration configuration)
    {
        List<string> mistakes = Find(configuration);
        if (mistakes.Count > 0)
        {
            throw new ConfigurationException(mistakes);
        }
    }

    /// <summary>One sentence for each mistake.</summary>
    public static List<string> Find(IConfiguration configuration)
    {
        List<string> mistakes = [];
        foreach ((string section, Type type) in OptionsSections.All)
        {
            object options = Activator.CreateInstance(type)!;
            foreach (IConfigurationSection child in configuration.GetSection(section).GetChildren())
            {
                PropertyInfo? property = type.GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
                if (property is null)
                {
                    mistakes.Add($"{section}:{child.Key} is not a setting; {section} has {Names(type)}.");
                }
                else if (Assign(options, property, child) is { } mistake)
                {
                    mistakes.Add(mistake);
                }
                else
                {
                    mistakes.AddRange(Validate(options, property, section));
                }
            }

            // Rules over several settings.
            if (options is IValidatableObject together)
            {
                mistakes.AddRange(together.Validate(new ValidationContext(options)).Select(r => r.ErrorMessage ?? ""));
            }
        }

        return mistakes;
    }

    private static string? Assign(object options, PropertyInfo property, IConfigurationSection value)
    {
        try
        {
            object? converted = TypeDescriptor.GetConverter(property.PropertyType)
                .ConvertFromString(null, CultureInfo.InvariantCulture, value.Value ?? "");
            property.SetValue(options, converted);
            return null;
        }
        // The converters of the framework throw many types of exceptions.
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or NotSupportedException)
        {
            return $"{Name(value.Path)} is '{value.Value}', which is not {Kind(property.PropertyType)}.";
        }
    }

    private static IEnumerable<string> Validate(object options, PropertyInfo property, string section)
    {
        object? value = property.GetValue(options);
        List<ValidationResult> results = [];
        ValidationContext context = new(options) { MemberName = property.Name, DisplayName = "It" };
        Validator.TryValidateProperty(value, context, results);
        string given = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return results.Select(r => $"{Name($"{section}:{property.Name}")} is '{given}': {Sentence(r.ErrorMessage)}");
    }

    private static string Sentence(string? message) =>
        (message ?? "it is not valid.").Replace("The field It", "it", StringComparison.Ordinal)
            .Replace("The It field", "it", StringComparison.Ordinal);

    private static string Name(string path) =>
        EnvironmentVariables.ByKey.TryGetValue(path, out Setting? setting) ? $"{path} ({setting.Variable}, {setting.Switch})" : path;

    private static string Names(Type type) =>
        string.Join(", ", type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name));

    private static string Kind(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int32 or TypeCode.Int64 => "a whole number in range",
        TypeCode.Single or TypeCode.Double => "a number",
        TypeCode.Boolean => "true or false",
        _ when type == typeof(TimeSpan) => "a duration (hours:minutes:seconds)",
        _ => "understood",
    };
}
