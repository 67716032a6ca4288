namespace RoDLA.Analysis.Datasets;

/// <summary>One perturbed data set: its folder, <c>Method/Method_degree</c>, and its pages' seeds.</summary>
/// <param name="step">The perturbation.</param>
/// <param name="settings">The run.</param>
internal sealed class DatasetMethod(PerturbationStep step, DatasetSettings settings)
{
    private readonly string _folder = Path.Combine(settings.Out, Title(step), $"{Title(step)}_{step.Degree}");

    /// <summary>The perturbation.</summary>
    public PerturbationStep Step { get; } = step;

    /// <summary>Folder of the data set's pages, named as that of the originals.</summary>
    public string Pages => Path.Combine(_folder, Path.GetFileName(Path.TrimEndingDirectorySeparator(settings.Images)));

    /// <summary>The data set's COCO file, named as that of the originals; written last.</summary>
    public string CocoFile => Path.Combine(_folder, Path.GetFileName(settings.CocoFile));

    /// <summary>Quality of each page, and what failed.</summary>
    public string QualityJson => Path.Combine(_folder, "quality.json");

    /// <summary>File of one measure, as the benchmark has beside its COCO files: <c>psnr</c>, <c>ms_ssim</c>, <c>cw_ssim</c>.</summary>
    public string MeasureJson(string measure) => Path.Combine(_folder, measure + ".json");

    /// <summary>The same as a table.</summary>
    public string QualityTable => Path.Combine(_folder, "quality.csv");

    /// <summary>Records of the pages that are done; removed when all are.</summary>
    public string Records => Path.Combine(_folder, ".records");

    /// <summary>Whether the data set is complete.</summary>
    public bool IsFinished => File.Exists(CocoFile);

    /// <summary>Record of the page at <paramref name="index"/>.</summary>
    public string RecordOf(int index) => Path.Combine(Records, index.ToString("D7", CultureInfo.InvariantCulture) + ".json");

    /// <summary>Seed of a page: see <see cref="PageSeed"/>.</summary>
    public long SeedOf(string fileName) => PageSeed.Of(settings.Seed, Step, fileName);

    private static string Title(PerturbationStep step) => char.ToUpperInvariant(step.Type[0]) + step.Type[1..];
}
