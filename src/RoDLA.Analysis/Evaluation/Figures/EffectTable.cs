using RoDLA.Analysis.Json;

namespace RoDLA.Analysis.Evaluation.Figures;

/// <summary>
/// How strong each perturbation is, whatever model is measured: the mPE that mRD divides by. The shipped table is
/// <c>Evaluation/Figures/effects.json</c>; another of the same form may be given.
/// </summary>
public sealed record EffectTable
{
    private static readonly Lazy<EffectTable> Own = new(ReadShipped);

    /// <summary>Name for reports.</summary>
    public required string Name { get; init; }

    /// <summary>Where its numbers come from.</summary>
    public required string Source { get; init; }

    /// <summary>How they were made of the measures.</summary>
    public required string Definition { get; init; }

    /// <summary>The effect of degrees 1 to 3 by perturbation, 0 to 100; null where it is not known.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double?>> Effects { get; init; }

    /// <summary>The shipped table.</summary>
    public static EffectTable Shipped => Own.Value;

    /// <summary>Reads a table.</summary>
    /// <exception cref="JsonException">It is none, names a perturbation that does not exist, or has no three numbers for one.</exception>
    public static EffectTable Read(ReadOnlySpan<byte> json)
    {
        EffectTable table = JsonSerializer.Deserialize<EffectTable>(json, ReportJson.Options) ?? throw new JsonException("It holds null.");
        foreach ((string type, IReadOnlyList<double?> degrees) in table.Effects)
        {
            if (!PerturbationCatalog.ByName.ContainsKey(type))
            {
                throw new JsonException($"There is no perturbation '{type}'.");
            }

            if (degrees.Count != PerturbationCatalog.DegreeLevels.Count || degrees.Any(d => d is < 0 or > 100))
            {
                throw new JsonException($"The effects of '{type}' are not three numbers from 0 to 100.");
            }
        }

        return table;
    }

    /// <summary>The effect of a perturbation; null when it is not known.</summary>
    public double? Of(string type, int degree) =>
        Effects.TryGetValue(type, out IReadOnlyList<double?>? degrees) ? degrees[degree - 1] : null;

    /// <summary>
    /// The table of one measurement: the mean of 100 (1 - MS-SSIM), 100 (1 - CW-SSIM) and 100 - mAP of the reference model.
    /// </summary>
    /// <param name="name">Name of the table.</param>
    /// <param name="source">Where its numbers come from.</param>
    /// <param name="cells">MS-SSIM, CW-SSIM and mAP, each 0 to 1, of each perturbation; null where one was not measured.</param>
    internal static EffectTable Measure(
        string name, string source, IReadOnlyDictionary<PerturbationStep, (double? MsSsim, double? CwSsim, double? Map)> cells) => new()
        {
            Name = name,
            Source = source,
            Definition = "mean of 100 (1 - MS-SSIM), 100 (1 - CW-SSIM) and 100 - mAP of the reference model",
            Effects = PerturbationCatalog.All.ToDictionary(
                p => p.Name,
                IReadOnlyList<double?> (p) =>
                [
                    .. Enumerable.Range(1, PerturbationCatalog.DegreeLevels.Count)
                        .Select(degree => Mean(cells.GetValueOrDefault(new PerturbationStep(p.Name, degree)))),
                ]),
        };

    private static double? Mean((double? MsSsim, double? CwSsim, double? Map) measured) =>
        measured is (double ms, double cw, double map) ? Math.Round(100 * (1 - ms + 1 - cw + 1 - map) / 3, 2) : null;

    private static EffectTable ReadShipped()
    {
        using Stream file = typeof(EffectTable).Assembly.GetManifestResourceStream("RoDLA.Analysis.Evaluation.Figures.effects.json")!;
        using MemoryStream copy = new();
        file.CopyTo(copy);
        return Read(copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }
}
