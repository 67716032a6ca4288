namespace RoDLA.Analysis.Datasets;

/// <summary>Quality of a page, or its mean over pages; null where there is no finite figure, such as the PSNR of identical pages.</summary>
/// <param name="Psnr">See <see cref="QualityMeasures.Psnr"/>.</param>
/// <param name="PsnrWrapping">See <see cref="QualityMeasures.PsnrWrapping"/>.</param>
/// <param name="MsSsim">See <see cref="QualityMeasures.MsSsim"/>.</param>
/// <param name="CwSsim">See <see cref="QualityMeasures.CwSsim"/>.</param>
internal sealed record QualityFigures(double? Psnr, double? PsnrWrapping, double? MsSsim, double? CwSsim)
{
    /// <summary>The figures of one page.</summary>
    public static QualityFigures From(QualityMeasures measures) =>
        new(Finite(measures.Psnr), Finite(measures.PsnrWrapping), Finite(measures.MsSsim), Finite(measures.CwSsim));

    /// <summary>Means, each over the pages that have the figure.</summary>
    public static QualityFigures MeanOf(IReadOnlyList<QualityFigures> pages) => new(
        pages.Average(p => p.Psnr), pages.Average(p => p.PsnrWrapping), pages.Average(p => p.MsSsim), pages.Average(p => p.CwSsim));

    private static double? Finite(double? figure) => figure is { } number && double.IsFinite(number) ? number : null;
}
