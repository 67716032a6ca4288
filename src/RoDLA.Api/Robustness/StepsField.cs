using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Robustness;

/// <summary>The perturbations of an evaluation, each a cell of its own: <c>all</c>, <c>none</c>, or a list.</summary>
/// <param name="name">Name of the field.</param>
internal sealed class StepsField(string name) : FormField<IReadOnlyList<PerturbationStep>>(
    name,
    "The perturbations, each in a cell of its own: `all` 36, the default, `none`, or a list such as `rotation,speckle:2`; a type without a "
        + "degree stands for all three.",
    EvaluationSettings.AllSteps)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<PerturbationStep> Parse(FormFields form, string name, string text) =>
        EvaluationSettings.ReadSteps(text) ?? Refuse(
            form,
            name,
            "It must be all, none, or a list of TYPE or TYPE:DEGREE: the types are "
                + $"{string.Join(", ", PerturbationCatalog.All.Select(p => p.Name))}; the degrees 1, 2 and 3.");

    /// <inheritdoc/>
    protected override void Describe(OpenApiSchema schema, bool inJson)
    {
        schema.Type = JsonSchemaType.String;
        schema.Default = "all";
    }
}
