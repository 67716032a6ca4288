using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoDLA.Cli.Configuration;

/// <summary>
/// The JSON schema of <c>appsettings.json</c>, made from the options classes: types, defaults and ranges from their properties,
/// descriptions from their documentation.
/// </summary>
internal static class SettingsSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema, with a line feed at the end.</summary>
    public static string Make()
    {
        SettingsTexts texts = SettingsTexts.Read();
        JsonObject sections = [];
        foreach ((string name, Type type) in OptionsSections.All.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            sections[name] = Section(type, texts);
        }

        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Settings of the RoDLA API",
            ["type"] = "object",
            ["properties"] = sections,
        };
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Section(Type type, SettingsTexts texts)
    {
        object defaults = Activator.CreateInstance(type)!;
        JsonObject properties = [];
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            properties[property.Name] = Property(property, defaults, texts);
        }

        return new JsonObject
        {
            ["description"] = texts.Of(type),
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    private static JsonObject Property(PropertyInfo property, object defaults, SettingsTexts texts)
    {
        JsonObject schema = new() { ["description"] = texts.Of(property) };
        object? value = property.GetValue(defaults);
        schema["type"] = Type.GetTypeCode(property.PropertyType) switch
        {
            TypeCode.Boolean => "boolean",
            TypeCode.Int32 or TypeCode.Int64 => "integer",
            TypeCode.Single or TypeCode.Double => "number",
            _ => "string",
        };
        if (property.PropertyType == typeof(TimeSpan))
        {
            schema["pattern"] = @"^(\d+\.)?\d\d:\d\d:\d\d(\.\d+)?$";
            value = ((TimeSpan)value!).ToString("c");
        }

        if (property.GetCustomAttribute<RangeAttribute>() is { OperandType: var operand } range && operand != typeof(TimeSpan))
        {
            schema["minimum"] = JsonValue.Create(Convert.ToDecimal(range.Minimum, null));
            schema["maximum"] = JsonValue.Create(Convert.ToDecimal(range.Maximum, null));
        }

        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
        {
            schema["enum"] = new JsonArray([.. allowed.Values.Select(v => JsonValue.Create((string?)v))]);
        }

        if (property.GetCustomAttribute<RegularExpressionAttribute>() is { } pattern)
        {
            schema["pattern"] = pattern.Pattern;
        }

        schema["default"] = value is float number ? JsonValue.Create((decimal)number) : JsonSerializer.SerializeToNode(value);
        return schema;
    }
}
