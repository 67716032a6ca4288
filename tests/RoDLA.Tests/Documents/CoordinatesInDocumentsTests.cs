using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RoDLA.Analysis.Exports;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Pipeline;
using RoDLA.Api.Inference.Results;
using RoDLA.Tests.Analysis.Exports;
using Xunit;

namespace RoDLA.Tests.Documents;

/// <summary>The notations in docs/coordinates.md are those that the program writes.</summary>
public sealed partial class CoordinatesInDocumentsTests
{
    private const int Width = 1000;
    private const int Height = 1400;
    private static readonly DetectionReport Box = Sample.Detection(0, "Text", (200, 350, 700, 560), 0.9f);
    private static readonly PageReport Report = Sample.Report("page.png", [Box]) with
    {
        ImageInfo = new ImageDescription(Width, Height, 0.714, (long)Width * Height, "png", 1234, 1, 1),
    };

    private static readonly StoredReport Stored =
        StoredReport.Parse(JsonSerializer.SerializeToUtf8Bytes(Report, ReportJson.Options));

    /// <summary>The names in the first column, and the numbers of the last.</summary>
    public static TheoryData<string, string> Rows()
    {
        TheoryData<string, string> rows = [];
        foreach (Match row in Row().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "coordinates.md"))))
        {
            foreach (Match name in Name().Matches(row.Groups[1].Value))
            {
                rows.Add(name.Groups[1].Value, row.Groups[2].Value.Trim());
            }
        }

        return rows;
    }

    [Fact]
    public void Coordinates_Table_HasTheNotations() => Assert.Equal(10, Rows().Count);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Coordinates_Notation_IsWhatTheProgramWrites(string name, string numbers)
    {
        string text = name switch
        {
            "bbox" => JsonSerializer.Serialize(Box.Bbox),
            "bbox_normalized" => JsonSerializer.Serialize(NormalizedBox.Of(Stored.AllDetections[0].Bbox, Stored.ImageInfo)),
            _ => Text(await Sample.ExportAsync(name, Sample.Source(Report))),
        };

        Assert.Contains(" " + Numbers(numbers) + " ", " " + Numbers(text) + " ", StringComparison.Ordinal);
    }

    private static string Text(byte[] file)
    {
        if (!file.AsSpan().StartsWith("PK"u8))
        {
            return Encoding.UTF8.GetString(file);
        }

        using ZipArchive archive = new(new MemoryStream(file));
        using StreamReader reader = new(archive.GetEntry("tasks.json")!.Open());
        return reader.ReadToEnd();
    }

    private static string Numbers(string text) => string.Join(
        ' ', Number().Matches(text).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).Select(n => $"{n:0.######}"));

    [GeneratedRegex(@"^\| ([^|]*`\w+`[^|]*) \| [^|]+ \| ([\d., ]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<![\w.])\d+(\.\d+)?")]
    private static partial Regex Number();
}
