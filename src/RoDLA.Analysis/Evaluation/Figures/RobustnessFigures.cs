namespace RoDLA.Analysis.Evaluation.Figures;

/// <summary>
/// How robust a model is. mPE and mRD follow a working definition, not the paper's text: RD = 100 · mean over the degrees of
/// (100 - mAP) / mPE, mRD = mean over the perturbations. 100 means that the model loses as much as the perturbation's measured effect.
/// </summary>
/// <param name="PAvg">Mean mAP over the perturbations, each the mean of its degrees, 0 to 1; null when no cell has a mAP.</param>
/// <param name="Mpc">Mean mAP over all perturbed cells, 0 to 1.</param>
/// <param name="Rpc"><paramref name="Mpc"/> / clean mAP.</param>
/// <param name="Mpe">Mean effect of the cells in <paramref name="Mrd"/>, 0 to 100.</param>
/// <param name="Mrd">Mean robustness degradation; lower is better.</param>
/// <param name="Skipped">Cells that mRD leaves out, and why.</param>
public sealed record RobustnessFigures(
    double? PAvg, double? Mpc, double? Rpc, double? Mpe, double? Mrd, IReadOnlyList<string> Skipped)
{
    /// <summary>The definition, for reports.</summary>
    public const string Definition =
        "Working definition (RoDLA-style, not read in the paper): mRD = mean over the perturbations of 100 · mean over the degrees of "
        + "(100 - mAP) / mPE, with mPE from the table of effects; lower is better.";

    // Below this, a quotient says more about the table than about the model.
    private const double LeastEffect = 0.5;

    /// <summary>The figures of a set of cells.</summary>
    /// <param name="clean">mAP on the clean pages, 0 to 1.</param>
    /// <param name="cells">mAP of each cell, 0 to 1; null where there is none.</param>
    /// <param name="effects">The table of effects.</param>
    public static RobustnessFigures Of(double? clean, IReadOnlyDictionary<PerturbationStep, double?> cells, EffectTable effects)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(effects);
        double[] all = [.. cells.Values.OfType<double>()];
        double[] types = [.. cells.Where(c => c.Value is not null).GroupBy(c => c.Key.Type).Select(g => g.Average(c => c.Value!.Value))];
        List<string> skipped = [];
        List<double> strengths = [];
        List<double> degradations = [];
        foreach (IGrouping<string, KeyValuePair<PerturbationStep, double?>> type in cells.GroupBy(c => c.Key.Type))
        {
            List<double> ratios = [];
            foreach ((PerturbationStep step, double? map) in type)
            {
                string name = $"{step.Type}:{step.Degree}";
                switch (map, effects.Of(step.Type, step.Degree))
                {
                    case (null, _):
                        skipped.Add($"{name} has no mAP.");
                        break;
                    case (_, null):
                        skipped.Add($"{name} has no effect in the table.");
                        break;
                    case (_, < LeastEffect):
                        skipped.Add(string.Create(CultureInfo.InvariantCulture, $"{name} has an effect below {LeastEffect}."));
                        break;
                    case ({ } value, { } effect):
                        strengths.Add(effect);
                        ratios.Add(100 * (1 - value) / effect);
                        break;
                }
            }

            if (ratios.Count > 0)
            {
                degradations.Add(100 * ratios.Average());
            }
        }

        double? mpc = Mean(all);
        return new RobustnessFigures(
            Mean(types), mpc, mpc is null || clean is null or 0 ? null : mpc / clean, Mean(strengths), Mean(degradations), skipped);
    }

    /// <summary>RD of one perturbation: its share of mRD; null when every degree is skipped.</summary>
    /// <param name="cells">mAP of its cells, 0 to 1.</param>
    /// <param name="effects">The table of effects.</param>
    public static double? DegradationOf(IReadOnlyDictionary<PerturbationStep, double?> cells, EffectTable effects) =>
        Of(null, cells, effects).Mrd;

    /// <summary>The same with 6 decimals.</summary>
    internal RobustnessFigures Rounded()
    {
        static double? Round(double? value) => value is { } number ? Math.Round(number, 6) : null;
        return new RobustnessFigures(Round(PAvg), Round(Mpc), Round(Rpc), Round(Mpe), Round(Mrd), Skipped);
    }

    private static double? Mean(IReadOnlyCollection<double> values) => values.Count == 0 ? null : values.Average();
}
