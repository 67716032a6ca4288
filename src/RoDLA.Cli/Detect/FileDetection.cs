using System.Text.Json;
using RoDLA.Cli.Configuration;
using RoDLA.Cli.Hosting;
using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Detect;

/// <summary>Detects the layout of files; one that fails is reported and does not stop the rest.</summary>
/// <param name="arguments">What to do.</param>
/// <param name="host">The services; started here.</param>
/// <param name="context">Gets the answers when no folder does, and the failures.</param>
internal sealed class FileDetection(DetectArguments arguments, IHost host, CommandContext context)
{
    private readonly PageDetection _detection = host.Services.GetRequiredService<PageDetection>();
    private readonly AnswerFiles? _files = arguments.Out is { } folder
        ? new AnswerFiles(folder, host.Services.GetRequiredService<TimeProvider>())
        : null;

    /// <summary>Runs the command.</summary>
    /// <returns>0 when every file was answered, 1 when one was not.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        CancellationToken stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        await host.StartOrStopAsync(stop.Token);
        try
        {
            if (!await host.Services.GetRequiredService<ILayoutDetector>().WhenReadyAsync(stop.Token))
            {
                return ExitCode.Failure;
            }

            // On one terminal, a bar would be drawn over the answers.
            return _files is null && !Console.IsOutputRedirected
                ? await DetectAsync(new ProgressBar(null), stop.Token)
                : await context.Terminal.ShowProgressAsync(progress => DetectAsync(progress, stop.Token));
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private async Task<int> DetectAsync(ProgressBar progress, CancellationToken cancellationToken)
    {
        int exit = ExitCode.Success;
        for (int i = 0; i < arguments.Files.Count; i++)
        {
            string file = arguments.Files[i];
            progress.Report(i, arguments.Files.Count, Path.GetFileName(file));
            try
            {
                await DetectAsync(file, cancellationToken);
            }
            catch (Exception e) when (PageFailure.CodeOf(e) is not null || e is IOException or UnauthorizedAccessException)
            {
                context.Terminal.WriteLine($"{file}: {e.Message}");
                exit = ExitCode.Failure;
            }
        }

        return exit;
    }

    private async Task DetectAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException("There is no such file.");
        }

        OpenDocument document = await _detection.OpenAsync(DocumentSource.FromFile(file), arguments.Page, cancellationToken);
        float threshold = host.Services.GetRequiredService<IOptions<ApiOptions>>().Value.DefaultThreshold;
        DetectionSettings detection = arguments.Detection.ToSettings(threshold);
        PageRequest request = new(Path.GetFileName(file), arguments.Page.Number ?? 1, detection, arguments.Charts)
        {
            Text = arguments.Text,
        };
        if (_files is null)
        {
            await PrintAsync(document, request, cancellationToken);
            return;
        }

        string stem = _files.Reserve(file);
        if (arguments.Format is { } format)
        {
            IExporter exporter = host.Services.GetRequiredService<ExporterCatalog>().Find(format)!;
            await ExportAsync(document, request, exporter, stem, cancellationToken);
            return;
        }

        (int first, int last) = arguments.Page.Number is { } page ? (page, page) : (1, document.Info.PageCount);
        for (int number = first; number <= last; number++)
        {
            string pageStem = first == last ? stem : $"{stem}_p{number}";
            await WriteAsync(document, request with { Page = number }, pageStem, cancellationToken);
        }
    }

    private async Task ExportAsync(
        OpenDocument document, PageRequest request, IExporter exporter, string stem, CancellationToken cancellationToken)
    {
        AnswerPages pages = arguments.Page.IsAll && document.Info.PageCount > 1
            ? AnswerPages.Of(
                new DocumentReport(
                    true,
                    request.FileName,
                    document.Info.PageCount,
                    await _detection.AnalyzeAllAsync(document, request, save: false, cancellationToken)),
                host.Services.GetRequiredService<TimeProvider>().GetUtcNow(),
                _detection.ClassesOf,
                document)
            : AnswerPages.Of(
                await _detection.AnalyzeAsync(document, request, save: false, cancellationToken), _detection.ClassesOf, document);
        await _files!.WriteAsync(pages, exporter, arguments.Options, stem, cancellationToken);
    }

    private async Task PrintAsync(OpenDocument document, PageRequest request, CancellationToken cancellationToken)
    {
        object answer = arguments.Page.IsAll
            ? new DocumentReport(
                true,
                request.FileName,
                document.Info.PageCount,
                await _detection.AnalyzeAllAsync(document, request, save: false, cancellationToken))
            : await _detection.AnalyzeAsync(document, request, save: false, cancellationToken);
        using MemoryStream json = new();
        JsonSerializerOptions options = arguments.Files.Count == 1 ? ReportJson.Indented : ReportJson.Options;
        await JsonSerializer.SerializeAsync(json, answer, answer.GetType(), options, cancellationToken);
        await context.Output.WriteLineAsync(System.Text.Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length));
    }

    private async Task WriteAsync(
        OpenDocument document, PageRequest request, string stem, CancellationToken cancellationToken)
    {
        await _files!.WriteAsync(await _detection.AnalyzeAsync(document, request, save: false, cancellationToken), stem, cancellationToken);
        if (arguments.Annotate)
        {
            using AnnotatedPage page = await _detection.AnnotateAsync(document, request, save: false, cancellationToken);
            _files.WriteAnnotated(page.Picture.Image, stem);
        }
    }
}
