using System.Text.Json;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pipeline;
using RoDLA.Cli.Configuration;
using RoDLA.Cli.Hosting;
using RoDLA.Detection;
using RoDLA.Imaging;

namespace RoDLA.Cli;

/// <summary>Detects the layout of files; a file that fails is told and does not stop the rest.</summary>
/// <param name="invocation">What to do.</param>
/// <param name="host">The parts of the service; started here.</param>
/// <param name="output">Gets the answers when no folder does.</param>
/// <param name="error">Gets the failures.</param>
internal sealed class DetectCommand(Invocation invocation, IHost host, TextWriter output, TextWriter error)
{
    private readonly PageDetection _detection = host.Services.GetRequiredService<PageDetection>();
    private readonly AnswerFiles? _files = invocation.Out is { } folder
        ? new AnswerFiles(folder, host.Services.GetRequiredService<TimeProvider>())
        : null;

    /// <summary>Runs the command.</summary>
    /// <returns>0 when every file was answered, 1 when one was not.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        CancellationToken interrupted = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using CancellationTokenSource ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, interrupted);
        await host.StartOrderlyAsync(ends.Token);
        try
        {
            return await host.Services.GetRequiredService<ILayoutDetector>().WhenReadyAsync(ends.Token) ? await DetectAsync(ends.Token) : ExitCode.Failure;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private async Task<int> DetectAsync(CancellationToken cancellationToken)
    {
        ProgressBar progress = new(Console.IsErrorRedirected ? null : error, invocation.Files.Count);
        int exit = ExitCode.Success;
        for (int i = 0; i < invocation.Files.Count; i++)
        {
            string file = invocation.Files[i];
            progress.Show(i, Path.GetFileName(file));
            try
            {
                await DetectAsync(file, progress, cancellationToken);
            }
            catch (Exception e) when (PageFailure.CodeOf(e) is not null || e is IOException or UnauthorizedAccessException)
            {
                progress.Clear();
                await error.WriteLineAsync($"{file}: {e.Message}");
                exit = ExitCode.Failure;
            }
        }

        progress.Clear();
        return exit;
    }

    private async Task DetectAsync(string file, ProgressBar progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException("There is no such file.");
        }

        OpenDocument document = await _detection.OpenAsync(DocumentSource.FromFile(file), invocation.Page, cancellationToken);
        float threshold = invocation.Threshold ?? host.Services.GetRequiredService<IOptions<ApiOptions>>().Value.DefaultThreshold;
        PageRequest request = new(Path.GetFileName(file), invocation.Page.Number ?? 1, threshold, invocation.Charts);
        if (_files is null)
        {
            progress.Clear();
            await PrintAsync(document, request, cancellationToken);
            return;
        }

        string stem = _files.Reserve(file);
        (int first, int last) = invocation.Page.Number is { } page ? (page, page) : (1, document.Info.PageCount);
        for (int number = first; number <= last; number++)
        {
            string pageStem = first == last ? stem : $"{stem}_p{number}";
            await WriteAsync(document, request with { Page = number }, pageStem, cancellationToken);
        }
    }

    private async Task PrintAsync(OpenDocument document, PageRequest request, CancellationToken cancellationToken)
    {
        object answer = invocation.Page.IsAll
            ? new DocumentReport(
                true,
                request.FileName,
                document.Info.PageCount,
                await _detection.AnalyzeAllAsync(document, request, save: false, cancellationToken))
            : await _detection.AnalyzeAsync(document, request, save: false, cancellationToken);
        using MemoryStream json = new();
        JsonSerializerOptions options = invocation.Files.Count == 1 ? ReportJson.Indented : ReportJson.Options;
        await JsonSerializer.SerializeAsync(json, answer, answer.GetType(), options, cancellationToken);
        await output.WriteLineAsync(System.Text.Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length));
    }

    private async Task WriteAsync(
        OpenDocument document, PageRequest request, string stem, CancellationToken cancellationToken)
    {
        await _files!.WriteAsync(await _detection.AnalyzeAsync(document, request, save: false, cancellationToken), stem, cancellationToken);
        if (invocation.Annotate)
        {
            using PagePicture picture = await _detection.AnnotateAsync(document, request, cancellationToken);
            _files.WriteAnnotated(picture.Image, stem);
        }
    }
}
