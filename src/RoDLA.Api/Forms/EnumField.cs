using RoDLA.Api.Uploads;

namespace RoDLA.Api.Forms;

/// <summary>One of the values of an enumeration, by the name that answers have for it, in any case.</summary>
internal sealed class EnumField<T>(string name, string description, T defaultValue) : FormField<T>(name, description, defaultValue)
    where T : struct, Enum
{
    /// <summary>Names of the values.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<T>().Select(ReportJson.Word)];

    /// <inheritdoc/>
    protected override T Parse(FormFields form, string name, string text)
    {
        int index = Names.ToList().FindIndex(n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? Enum.GetValues<T>()[index] : Refuse(form, name, $"It must be one of {string.Join(", ", Names)}.");
    }

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. Names];
        schema.Default = ReportJson.Word(Default);
    }
}
