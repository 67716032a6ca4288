using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Storage;
using RoDLA.Analysis.Pipeline;
using RoDLA.Imaging;

namespace RoDLA.Cli;

/// <summary>Perturbs files; one that fails is told and does not stop the rest.</summary>
/// <param name="invocation">What to do.</param>
/// <param name="services">The parts of the service.</param>
/// <param name="error">Gets the failures.</param>
internal sealed class PerturbCommand(Invocation invocation, IServiceProvider services, TextWriter error)
{
    private readonly IPageReader _reader = services.GetRequiredService<IPageReader>();
    private readonly PagePerturber _perturber = services.GetRequiredService<PagePerturber>();
    private readonly AnswerFiles _files = new(invocation.Out!, services.GetRequiredService<TimeProvider>());
    private readonly ProgressBar _progress = new(Console.IsErrorRedirected ? null : error, invocation.Files.Count);
    private readonly PagePerturbation _perturbation = new(invocation.Perturb.Steps)
    {
        Seed = invocation.Perturb.Seed,
        Mode = invocation.Perturb.Mode,
        Quality = invocation.Perturb.Quality ?? false,
        Format = invocation.Perturb.Format,
    };

    private int _exit = ExitCode.Success;

    /// <summary>Runs the command.</summary>
    /// <returns>0 when every perturbation of every file was applied, 1 when one was not.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i < invocation.Files.Count; i++)
        {
            string file = invocation.Files[i];
            _progress.Show(i, Path.GetFileName(file));
            try
            {
                await PerturbAsync(file, cancellationToken);
            }
            catch (Exception e) when (PageFailure.CodeOf(e) is not null || e is IOException or UnauthorizedAccessException)
            {
                await FailAsync($"{file}: {e.Message}");
            }
        }

        _progress.Clear();
        return _exit;
    }

    private async Task PerturbAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException("There is no such file.");
        }

        OpenDocument document = await _reader.OpenAsync(DocumentSource.FromFile(file), invocation.Page, cancellationToken);
        string stem = _files.Reserve(file);
        (int first, int last) = invocation.Page.Number is { } page ? (page, page) : (1, document.Info.PageCount);
        for (int number = first; number <= last; number++)
        {
            PageName name = new(stem + Path.GetExtension(file), number, document.Info.PageCount);
            using PerturbedPage perturbed = await _perturber.PerturbAsync(document, name, _perturbation, cancellationToken);
            await WriteAsync(perturbed, name, cancellationToken);
            foreach (PerturbationEntry failed in perturbed.Info.Failed)
            {
                await FailAsync($"{file}: {failed.Message}");
            }
        }
    }

    private async Task WriteAsync(PerturbedPage page, PageName name, CancellationToken cancellationToken)
    {
        string stem = PerturbedPageStore.Stem(name, page.Info.Applied);
        string picture = stem + _perturbation.Format.Extension();
        string folder = Path.GetFullPath(invocation.Out!);
        await AtomicFile.WriteAsync(Path.Combine(folder, picture), stream =>
        {
            _perturbation.Format.Write(page.Image, stream);
            return Task.CompletedTask;
        });
        PerturbReport report = PerturbReport.From(page.Info with { SavedPath = picture }, picture: null);
        await AtomicFile.WriteJsonAsync(Path.Combine(folder, stem + ".json"), report, cancellationToken);
    }

    private async Task FailAsync(string message)
    {
        _progress.Clear();
        await error.WriteLineAsync(message);
        _exit = ExitCode.Failure;
    }
}
