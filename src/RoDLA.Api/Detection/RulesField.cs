using RoDLA.Api.Errors;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>
/// Layout rules: the name of a file, of a path its last part without the ending; yes or no; or an object with <c>enabled</c> and
/// <c>rules_file</c>, as clients of the inference API send it.
/// </summary>
internal sealed class RulesField(ILayoutRules rules) : FormField<string?>(
    "rules", "Layout rules that correct the detections: the name of a file in the server's `models/rules`, such as `layout`.", null)
{
    private const string Usual = "layout";

    /// <inheritdoc/>
    public override JsonNode? Example { get; init; } = Usual;

    /// <inheritdoc/>
    protected override string? Parse(FormFields form, string name, string text)
    {
        string? wanted = text.StartsWith('{') ? ReadObject(form, name, text) : NameOf(text);
        if (wanted is null || form.HasMistake(name))
        {
            return null;
        }

        if (!rules.Names.Contains(wanted))
        {
            string others = rules.Names.Count > 0 ? $"there are: {string.Join(", ", rules.Names)}" : "there are none";
            return Refuse(form, name, $"There are no layout rules '{wanted}'; {others}.");
        }

        return rules.WhyUnavailable is { } reason ? throw new ApiException(ProblemKind.RulesUnavailable, reason) : wanted;
    }

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson) => schema.Type = JsonSchemaType.String;

    private static string? NameOf(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => Usual,
        "false" or "no" or "off" or "0" => null,
        _ => Path.GetFileNameWithoutExtension(text.Replace('\\', '/')),
    };

    private string? ReadObject(FormFields form, string name, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            bool isEnabled = !document.RootElement.TryGetProperty("enabled", out JsonElement enabled) || enabled.GetBoolean();
            string file = document.RootElement.TryGetProperty("rules_file", out JsonElement path) && path.ValueKind != JsonValueKind.Null
                ? path.GetString()!
                : Usual;
            return isEnabled ? NameOf(file) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Refuse(form, name, "It must be the name of layout rules, or an object with 'enabled' and 'rules_file'.");
        }
    }
}
