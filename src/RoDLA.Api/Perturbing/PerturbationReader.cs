using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Perturbing;

/// <summary>Reads a chain of perturbations from JSON; a mistake is added under its place: <c>perturbations[1].degree</c>.</summary>
internal sealed class PerturbationReader
{
    private const int MaxTextLength = 200;
    private const string FolderName = "background_folder";

    private static readonly string TypeNames = string.Join(", ", PerturbationCatalog.All.Select(p => p.Name));

    private readonly BackgroundFolders _folders;
    private readonly int _maxSteps;

    public PerturbationReader(BackgroundFolders folders, IOptions<PerturbationOptions> options)
    {
        _folders = folders;
        _maxSteps = options.Value.MaxPerRequest;
        FolderField = new TextField(
            FolderName, "Folder of pictures for `background`: a name below the service's backgrounds. Entries may name one of their own.")
        {
            WhyRefused = WhyRefused,
            Example = "office",
        };
    }

    /// <summary>Field with the folder of background pictures for entries that name none.</summary>
    public TextField FolderField { get; }

    /// <summary>Reads the entries of a chain; those with mistakes are left out.</summary>
    /// <param name="form">Gets the mistakes.</param>
    /// <param name="place">Place of the chain.</param>
    /// <param name="entries">The entries.</param>
    public IReadOnlyList<PerturbationStep> Read(FormFields form, string place, IReadOnlyList<JsonElement> entries)
    {
        if (entries.Count > _maxSteps)
        {
            form.Add(place, $"At most {_maxSteps} perturbations are applied to one page; {entries.Count} were asked for.");
            return [];
        }

        return [.. entries.Select((entry, i) => ReadStep(form, $"{place}[{i}]", entry)).OfType<PerturbationStep>()];
    }

    private PerturbationStep? ReadStep(FormFields form, string place, JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            form.Add(place, "It must be an object such as {\"type\": \"defocus\", \"degree\": 2}.");
            return null;
        }

        string? type = entry.Find("type")?.AsText()?.Trim().ToLowerInvariant();
        if (type is null || !PerturbationCatalog.ByName.ContainsKey(type))
        {
            form.Add($"{place}.type", $"It must be one of {TypeNames}.");
            type = null;
        }

        long? degree = entry.Find("degree")?.AsInteger();
        if (degree is not (>= 1 and <= 3))
        {
            form.Add($"{place}.degree", "It must be 1 (mild), 2 (moderate) or 3 (severe).");
            degree = null;
        }

        long? seed = ReadSeed(form, place, entry);
        string? text = ReadText(form, place, "text", entry);
        string? folder = ReadText(form, place, FolderName, entry);
        if (folder is not null && WhyRefused(folder) is { } mistake)
        {
            form.Add($"{place}.{FolderName}", mistake);
        }

        return type is null || degree is null
            ? null
            : new PerturbationStep(type, (int)degree) { Seed = seed, WatermarkText = text, BackgroundFolder = folder };
    }

    private static long? ReadSeed(FormFields form, string place, JsonElement entry)
    {
        JsonElement? value = entry.Find("seed");
        long? seed = value?.AsInteger();
        if (value is not null && seed is null)
        {
            form.Add($"{place}.seed", "It must be a whole number of at most 64 bits.");
        }

        return seed;
    }

    private static string? ReadText(FormFields form, string place, string name, JsonElement entry)
    {
        if (entry.Find(name) is not { } value)
        {
            return null;
        }

        if (value.AsText() is { } text && !string.IsNullOrWhiteSpace(text) && text.EnumerateRunes().Count() <= MaxTextLength)
        {
            return text;
        }

        form.Add($"{place}.{name}", $"It must be text of 1 to {MaxTextLength} characters, not all of them blank.");
        return null;
    }

    private string? WhyRefused(string name)
    {
        try
        {
            _ = _folders.ListPictures(name);
            return null;
        }
        catch (PerturbationException e)
        {
            return e.Message;
        }
    }
}
