using System.Text.Json;
using RoDLA.Api.Perturbing;
using RoDLA.Api.Uploads;
using RoDLA.Jobs.Model;
using RoDLA.Perturbations;

namespace RoDLA.Api.Batches.Submit;

/// <summary>Reads what a job does to its images before the detection: one chain for all, or a list of chains, one for each.</summary>
/// <param name="fields">The fields; they get the mistakes.</param>
/// <param name="lists">Reads one chain.</param>
internal sealed class BatchPerturbations(FormFields fields, PerturbationListReader lists)
{
    private const string Field = PerturbationForm.ListField;

    /// <summary>What to do, as it was asked for; nothing is one chain without steps.</summary>
    public JobPerturbations Read()
    {
        string? named = fields.Text(PerturbationForm.FolderField);
        string? folder = lists.CheckFolder(PerturbationForm.FolderField, named);
        PerturbationMode mode = PerturbationForm.ReadMode(fields);
        long? seed = fields.Integer("seed");
        List<JsonElement> entries = ReadEntries();
        bool perImage = entries is [{ ValueKind: JsonValueKind.Array }, ..];
        IReadOnlyList<IReadOnlyList<PerturbationStep>> chains =
            perImage ? [.. entries.Select((entry, i) => ReadChain(entry, i, folder))] : [lists.Read(Field, entries, folder)];
        return new JobPerturbations(perImage ? PerturbationScope.PerImage : PerturbationScope.Shared, chains)
        {
            Mode = mode,
            Seed = seed,
            BackgroundFolder = named,
        };
    }

    /// <summary>Notes a mistake when there is a list of chains, and it is not as long as there are images.</summary>
    public static void CheckCount(FormFields fields, JobPerturbations? perturbations, int images)
    {
        if (perturbations is { Scope: PerturbationScope.PerImage, Chains.Count: int chains } && chains != images)
        {
            fields.Tell(Field, $"Per-image perturbations count ({chains}) must match file count ({images})");
        }
    }

    private List<JsonElement> ReadEntries()
    {
        if (fields.Text(Field) is not { } text)
        {
            return [];
        }

        if (JsonField.TryParse(text) is not { } json)
        {
            fields.Tell(Field, "Invalid JSON in perturbations parameter");
            return [];
        }

        switch (json.ValueKind)
        {
            case JsonValueKind.Null:
                return [];
            case JsonValueKind.Array:
                return [.. json.EnumerateArray()];
            default:
                fields.Tell(Field, "Perturbations must be a list");
                return [];
        }
    }

    private IReadOnlyList<PerturbationStep> ReadChain(JsonElement entry, int index, string? folder)
    {
        if (entry.ValueKind == JsonValueKind.Array)
        {
            return lists.Read($"{Field}[{index}]", [.. entry.EnumerateArray()], folder);
        }

        fields.Tell($"{Field}[{index}]", $"Perturbations[{index}] must be a list");
        return [];
    }
}
