namespace RoDLA.Analysis.Datasets;

/// <summary>Similarity of the pages of a perturbed data set to their originals, and the pages that failed.</summary>
/// <param name="Type">Name of the perturbation.</param>
/// <param name="Degree">1 to 3.</param>
/// <param name="Mode">Which behaviour the perturbations followed.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Mean">Means, each over the pages that have the figure; null when not measured.</param>
/// <param name="Images">Figures page by page; an infinite one, of identical pages, is null.</param>
/// <param name="Failed">Pages that are left out of the data set, and why.</param>
internal sealed record DatasetQuality(
    string Type,
    int Degree,
    PerturbationMode Mode,
    long Seed,
    QualityFigures? Mean,
    IReadOnlyList<ImageQualityEntry> Images,
    IReadOnlyList<ImageFailure> Failed)
{
    /// <summary>The figures of <paramref name="records"/>.</summary>
    public static DatasetQuality From(DatasetMethod method, DatasetSettings settings, IReadOnlyList<DatasetRecord> records)
    {
        DatasetRecord[] done = [.. records.Where(r => r.Error is null)];
        QualityFigures[] measured = [.. done.Select(r => r.Quality).OfType<QualityFigures>()];
        return new DatasetQuality(
            method.Step.Type,
            method.Step.Degree,
            settings.Mode,
            settings.Seed,
            measured.Length == 0 ? null : QualityFigures.MeanOf(measured),
            [.. done.Select(r => new ImageQualityEntry(
                r.FileName, r.Width, r.Height, r.Seed, r.Quality?.Psnr, r.Quality?.PsnrWrapping, r.Quality?.MsSsim, r.Quality?.CwSsim))],
            [.. records.Where(r => r.Error is not null).Select(r => new ImageFailure(r.FileName, r.Error!))]);
    }

    /// <summary>The pages as a table of comma-separated values.</summary>
    public string ToTable()
    {
        StringBuilder table = new("file_name,width,height,seed,psnr,psnr_wrapping,ms_ssim,cw_ssim\n");
        foreach (ImageQualityEntry i in Images)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"{Quoted(i.FileName)},{i.Width},{i.Height},{i.Seed},{i.Psnr},{i.PsnrWrapping},{i.MsSsim},{i.CwSsim}\n");
        }

        return table.ToString();
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

/// <summary>A page's figures.</summary>
internal sealed record ImageQualityEntry(
    string FileName, int Width, int Height, long Seed, double? Psnr, double? PsnrWrapping, double? MsSsim, double? CwSsim);

/// <summary>A page that is left out.</summary>
internal sealed record ImageFailure(string FileName, string Message);
