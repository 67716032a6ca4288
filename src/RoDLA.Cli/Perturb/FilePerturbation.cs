using RoDLA.Analysis.Pictures;
using RoDLA.Cli.Output;

namespace RoDLA.Cli.Perturb;

/// <summary>Perturbs files; one that fails is reported and does not stop the rest.</summary>
/// <param name="arguments">What to do.</param>
/// <param name="services">The services.</param>
/// <param name="terminal">Gets the failures.</param>
internal sealed class FilePerturbation(PerturbArguments arguments, IServiceProvider services, Terminal terminal)
{
    private readonly IPageReader _reader = services.GetRequiredService<IPageReader>();
    private readonly PagePerturber _perturber = services.GetRequiredService<PagePerturber>();
    private readonly AnswerFiles _files = new(arguments.Out, services.GetRequiredService<TimeProvider>());
    private readonly PagePerturbation _perturbation = arguments.Perturbation;

    private int _exit = ExitCode.Success;

    /// <summary>Runs the command.</summary>
    /// <returns>0 when every perturbation of every file was applied, 1 when one was not.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken) => terminal.ShowProgressAsync(async progress =>
    {
        for (int i = 0; i < arguments.Files.Count; i++)
        {
            string file = arguments.Files[i];
            progress.Report(i, arguments.Files.Count, Path.GetFileName(file));
            try
            {
                await PerturbAsync(file, cancellationToken);
            }
            catch (Exception e) when (PageFailure.CodeOf(e) is not null || e is IOException or UnauthorizedAccessException)
            {
                Fail($"{file}: {e.Message}");
            }
        }

        return _exit;
    });

    private async Task PerturbAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException("There is no such file.");
        }

        OpenDocument document = await _reader.OpenAsync(DocumentSource.FromFile(file).AtDpi(arguments.Page.Dpi), cancellationToken);
        document.ThrowIfMissing(arguments.Page.Number ?? 1);
        string stem = _files.Reserve(file);
        (int first, int last) = arguments.Page.Number is { } page ? (page, page) : (1, document.Info.PageCount);
        for (int number = first; number <= last; number++)
        {
            PageName name = new(stem + Path.GetExtension(file), number, document.Info.PageCount);
            using PerturbedPage perturbed = await _perturber.PerturbAsync(document, name, _perturbation, cancellationToken);
            await WriteAsync(perturbed, name, cancellationToken);
            foreach (PerturbationEntry failed in perturbed.Info.Failed)
            {
                Fail($"{file}: {failed.Message}");
            }
        }
    }

    private async Task WriteAsync(PerturbedPage page, PageName name, CancellationToken cancellationToken)
    {
        string stem = PerturbedPageStore.Stem(name, page.Info.Applied);
        string picture = stem + _perturbation.Format.Extension();
        string folder = Path.GetFullPath(arguments.Out);
        await AtomicFile.WriteAsync(Path.Combine(folder, picture), stream =>
        {
            _perturbation.Format.Write(page.Image, stream.Write);
            return Task.CompletedTask;
        });
        PerturbReport report = PerturbReport.From(page.Info with { SavedPath = picture }, picture: null);
        await AtomicFile.WriteJsonAsync(Path.Combine(folder, stem + ".json"), report, cancellationToken);
    }

    private void Fail(string message)
    {
        terminal.WriteLine(message);
        _exit = ExitCode.Failure;
    }
}
