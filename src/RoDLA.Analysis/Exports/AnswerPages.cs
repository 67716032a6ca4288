using System.Runtime.CompilerServices;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Storage;

namespace RoDLA.Analysis.Exports;

/// <summary>
/// The pages of one answer. They are taken as they are made when they are read for the first time, and kept; their number is limited by
/// that of the pages of a document.
/// </summary>
public sealed class AnswerPages : ExportSource
{
    private readonly string _fileName;
    private readonly IAsyncEnumerable<object> _answers;
    private readonly Func<DetectionConfig, IReadOnlyList<string>> _classes;
    private readonly List<ExportPage> _read = [];

    private AnswerPages(string fileName, string page, IAsyncEnumerable<object> answers, Func<DetectionConfig, IReadOnlyList<string>> classes)
        : base(SafeFileName.Stem(fileName) + page) => (_fileName, _answers, _classes) = (fileName, answers, classes);

    /// <summary>The document, to cut pictures out of its pages; null when the detections lie on other ones, as on perturbed ones.</summary>
    private OpenDocument? Document { get; init; }

    /// <summary>The answer for one page.</summary>
    /// <param name="report">The answer.</param>
    /// <param name="classes">Class names by their ids, as the settings say.</param>
    /// <param name="document">The document; null when its pages were perturbed.</param>
    public static AnswerPages Of(PageReport report, Func<DetectionConfig, IReadOnlyList<string>> classes, OpenDocument? document = null)
    {
        string page = report.ImageInfo.PageCount > 1 ? string.Create(CultureInfo.InvariantCulture, $"_p{report.ImageInfo.Page}") : "";
        return new AnswerPages(report.Filename, page, AsyncEnumerable.Repeat<object>(report, 1), classes)
        {
            Time = report.Timestamp,
            IsPage = true,
            Document = document,
        };
    }

    /// <summary>The answer for every page of a document.</summary>
    /// <param name="report">The answer; its pages are read once.</param>
    /// <param name="time">Now.</param>
    /// <param name="classes">Class names by their ids, as the settings say.</param>
    /// <param name="document">The document; null when its pages were perturbed.</param>
    public static AnswerPages Of(
        DocumentReport report, DateTimeOffset time, Func<DetectionConfig, IReadOnlyList<string>> classes, OpenDocument? document = null) =>
        new(report.Filename, page: "", report.Pages, classes) { Time = time, Document = document };

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ExportPage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_read.Count > 0)
        {
            foreach (ExportPage page in _read)
            {
                yield return page;
            }

            yield break;
        }

        await foreach (object answer in _answers.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            ExportPage page = answer is PageReport report ? Page(_read.Count, report) : Page(_read.Count, (PageFailure)answer);
            _read.Add(page);
            yield return page;
        }
    }

    private ExportPage Page(int index, PageReport report)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(report, ReportJson.Indented);
        return new ExportPage(index, report.Filename, report.ImageInfo.Page)
        {
            Detections = report.AllDetections.Count,
            AverageConfidence = report.CoreResults.Summary.AverageConfidence,
            Seconds = Math.Round(report.ProcessingTimesMs.Total / 1000, 3),
            Cached = false,
            EndedAt = report.Timestamp,
            Report = StoredReport.Parse(json),
            Json = json,
            Classes = _classes(report.DetectionConfig),
            // An export that is under way waits rather than breaks off.
            ReadImage = Document is { } document
                ? token => document.ReadPageAsync(report.ImageInfo.Page, new PageDemand(RequestPriority.Batch, Copies: 1), token)
                : null,
        };
    }

    private ExportPage Page(int index, PageFailure failure) => new(index, _fileName, failure.Page)
    {
        Status = ExportPage.Failed,
        Error = failure.Error,
        ErrorCategory = failure.ErrorCode,
    };
}
