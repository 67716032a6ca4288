using System.Text.Json;
using RoDLA.Api.Uploads;
using RoDLA.Perturbations;

namespace RoDLA.Api.Perturbing;

/// <summary>Reads a chain of perturbations from JSON, and notes every mistake under the place that it is at.</summary>
/// <param name="fields">Gets the mistakes.</param>
/// <param name="folders">The folders of background pictures.</param>
/// <param name="mostSteps">Most perturbations of one request.</param>
internal sealed class PerturbationListReader(FormFields fields, BackgroundFolders folders, int mostSteps)
{
    private const int MostCharacters = 200;

    /// <summary>Reads a JSON array of objects.</summary>
    /// <param name="field">Name of the field.</param>
    /// <param name="text">The JSON; null for none.</param>
    /// <param name="folder">Folder of background pictures for entries that name none.</param>
    /// <returns>The chain; without what could not be read.</returns>
    public IReadOnlyList<PerturbationStep> Read(string field, string? text, string? folder)
    {
        if (text is null || text.Trim() == "null" || JsonField.ReadArray(fields, field, text) is not { } entries)
        {
            return [];
        }

        return Read(field, entries, folder);
    }

    /// <summary>Reads objects.</summary>
    /// <param name="field">Where they are.</param>
    /// <param name="entries">The objects.</param>
    /// <param name="folder">Folder of background pictures for entries that name none.</param>
    /// <returns>The chain; without what could not be read.</returns>
    public IReadOnlyList<PerturbationStep> Read(string field, IReadOnlyList<JsonElement> entries, string? folder)
    {
        if (entries.Count > mostSteps)
        {
            fields.Add(field, $"At most {mostSteps} perturbations are applied to one page; {entries.Count} were asked for.");
            return [];
        }

        List<PerturbationStep> steps = [];
        for (int i = 0; i < entries.Count; i++)
        {
            string place = $"{field}[{i}]";
            if (entries[i].ValueKind != JsonValueKind.Object)
            {
                fields.Add(place, "It must be an object such as {\"type\": \"defocus\", \"degree\": 2}.");
            }
            else if (ReadStep(entries[i], place, folder) is { } step)
            {
                steps.Add(step);
            }
        }

        return steps;
    }

    /// <summary>The name of a folder of background pictures, when it can be used; null when none was named, or after noting a mistake.</summary>
    public string? CheckFolder(string place, string? name)
    {
        if (name is null)
        {
            return null;
        }

        try
        {
            _ = folders.ListPictures(name);
            return name;
        }
        catch (BackgroundFolderException e)
        {
            fields.Add(place, e.Message);
            return null;
        }
    }

    private PerturbationStep? ReadStep(JsonElement entry, string place, string? folder)
    {
        string? type = ReadType(entry, place);
        int? degree = ReadDegree(entry, place);
        long? seed = ReadSeed(entry, place);
        string? text = ReadText(entry, "text", place);
        string? named = CheckFolder($"{place}.{PerturbationForm.FolderField}", ReadText(entry, PerturbationForm.FolderField, place));
        return type is null || degree is null
            ? null
            : new PerturbationStep(type, degree.Value) { Seed = seed, WatermarkText = text, BackgroundFolder = named ?? folder };
    }

    private string? ReadType(JsonElement entry, string place)
    {
        string? type = entry.TryGetProperty("type", out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!.Trim().ToLowerInvariant()
            : null;
        if (type is not null && PerturbationCatalog.ByName.ContainsKey(type))
        {
            return type;
        }

        fields.Add($"{place}.type", $"It must be one of {string.Join(", ", PerturbationCatalog.All.Select(p => p.Name))}.");
        return null;
    }

    private int? ReadDegree(JsonElement entry, string place)
    {
        if (entry.TryGetProperty("degree", out JsonElement value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out int degree)
            && degree is >= 1 and <= 3)
        {
            return degree;
        }

        fields.Add($"{place}.degree", "It must be 1 (mild), 2 (moderate) or 3 (severe).");
        return null;
    }

    private long? ReadSeed(JsonElement entry, string place)
    {
        if (!entry.TryGetProperty("seed", out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long seed))
        {
            return seed;
        }

        fields.Add($"{place}.seed", "It must be a whole number of at most 64 bits.");
        return null;
    }

    private string? ReadText(JsonElement entry, string key, string place)
    {
        if (!entry.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (!string.IsNullOrWhiteSpace(text) && text.EnumerateRunes().Count() <= MostCharacters)
        {
            return text;
        }

        fields.Add($"{place}.{key}", $"It must be text of 1 to {MostCharacters} characters, not all of them blank.");
        return null;
    }
}
