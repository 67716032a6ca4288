using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Perturbing;

/// <summary>A chain of perturbations for one page.</summary>
internal sealed class PerturbationsField(string description, PerturbationReader reader)
    : JsonField<IReadOnlyList<PerturbationStep>>(
        FieldName, $"JSON array of `{{\"type\": ..., \"degree\": 1 to 3}}`, applied in order. {description}", defaultValue: [])
{
    /// <summary>Name of the field.</summary>
    public const string FieldName = "perturbations";

    /// <inheritdoc/>
    public override JsonNode? Example { get; init; } = """[{"type": "defocus", "degree": 2}]""";

    protected override IReadOnlyList<PerturbationStep> Read(FormFields form, string name, IReadOnlyList<JsonElement> entries) =>
        reader.Read(form, name, entries);
}
