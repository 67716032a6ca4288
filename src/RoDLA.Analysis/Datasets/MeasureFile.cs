namespace RoDLA.Analysis.Datasets;

/// <summary>One of the benchmark's three measures over a data set; its PSNR is the one that wraps round.</summary>
/// <param name="Measure">Name of the measure, and of its file.</param>
/// <param name="Mean">Mean over the pages that have a finite figure; null where none has.</param>
/// <param name="Images">Figure by file name; null where it is infinite, or the page too small for it.</param>
internal sealed record MeasureFile(string Measure, double? Mean, IReadOnlyDictionary<string, double?> Images)
{
    /// <summary>The three, or none where nothing was measured.</summary>
    public static IEnumerable<MeasureFile> Of(DatasetQuality quality) => quality.Mean is not { } mean
        ? []
        : [
            new("psnr", mean.PsnrWrapping, quality.Images.ToDictionary(i => i.FileName, i => i.PsnrWrapping)),
            new("ms_ssim", mean.MsSsim, quality.Images.ToDictionary(i => i.FileName, i => i.MsSsim)),
            new("cw_ssim", mean.CwSsim, quality.Images.ToDictionary(i => i.FileName, i => i.CwSsim)),
        ];
}
