using RoDLA.Api.Forms;
using RoDLA.Api.Perturbing;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Batches.Submit;

/// <summary>What a job does to its images before the detection: one chain for all, or a list of chains, one for each.</summary>
internal sealed class BatchPerturbationsField(PerturbationReader reader) : JsonField<JobPerturbations>(
    PerturbationsField.FieldName,
    "JSON array of `{\"type\": ..., \"degree\": 1 to 3}`, applied to every image in order; or an array of such arrays, one for each image.",
    new JobPerturbations(PerturbationScope.Shared, [[]]))
{
    /// <inheritdoc/>
    public override JsonNode? Example { get; init; } = """[{"type": "defocus", "degree": 2}]""";

    /// <summary>Adds a mistake when there is a list of chains, and it is not as long as there are images.</summary>
    public void CheckCount(FormFields form, JobPerturbations? perturbations, int images)
    {
        if (perturbations is { Scope: PerturbationScope.PerImage, Chains.Count: int chains } && chains != images)
        {
            form.AddSentence(Name, $"Per-image perturbations count ({chains}) must match file count ({images})");
        }
    }

    protected override JobPerturbations Read(FormFields form, string name, IReadOnlyList<JsonElement> entries) =>
        entries is [{ ValueKind: JsonValueKind.Array }, ..]
            ? new JobPerturbations(PerturbationScope.PerImage, [.. entries.Select((entry, i) => ReadChain(form, $"{name}[{i}]", entry))])
            : new JobPerturbations(PerturbationScope.Shared, [reader.Read(form, name, entries)]);

    private IReadOnlyList<PerturbationStep> ReadChain(FormFields form, string place, JsonElement entry)
    {
        if (entry.ValueKind == JsonValueKind.Array)
        {
            return reader.Read(form, place, [.. entry.EnumerateArray()]);
        }

        form.AddSentence(place, $"{char.ToUpperInvariant(place[0])}{place[1..]} must be a list");
        return [];
    }
}
