using Microsoft.Extensions.Options;

namespace RoDLA.Detection.Rules;

/// <summary>Runs layout rules in warm processes of SWI-Prolog.</summary>
internal sealed class LayoutRules : ILayoutRules, IAsyncDisposable
{
    private readonly ILayoutDetector _detector;
    private readonly RulesOptions _options;
    private readonly RuleFolder _folder;
    private readonly PrologPool _pool;

    public LayoutRules(
        ILayoutDetector detector, IOptions<DetectionOptions> models, IOptions<RulesOptions> options, TimeProvider time)
    {
        _detector = detector;
        _options = options.Value;
        _folder = new RuleFolder(models.Value.ModelsFolder);
        _pool = new PrologPool(_options, time);
        WhyUnavailable = IsInPath(_options.Program) ? null : NotInstalled(_options.Program);
    }

    /// <inheritdoc/>
    public string? WhyUnavailable { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => _folder.List();

    /// <summary>What to do when SWI-Prolog is missing.</summary>
    public static string NotInstalled(string program) =>
        $"Layout rules need SWI-Prolog, and the program {program} is not there: install it on the server "
        + "(Debian: apt install swi-prolog-nox).";

    /// <inheritdoc/>
    public Task CheckAsync(string? name, CancellationToken cancellationToken) => name is null
        ? Task.CompletedTask
        : _pool.AskAsync(Open(name), page: null, RequestPriority.Interactive, cancellationToken);

    /// <inheritdoc/>
    public string VersionOf(string name) => _folder.Open(name).Version;

    /// <inheritdoc/>
    public async ValueTask<PageLayout> ApplyAsync(
        PageLayout layout, PageSize page, DetectionSettings settings, RequestPriority priority, CancellationToken cancellationToken)
    {
        if (settings.Rules is not { } name)
        {
            return layout;
        }

        RuleFile file = Open(name);
        IReadOnlyList<string> lines =
            await _pool.AskAsync(file, PageFacts.Of(layout, page), priority, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> classes = _detector.ClassesOf(layout.Model, settings.Classes) is { Count: > 0 } known
            ? known
            : _detector.Model.Classes;
        return new RuleAnswer(file, layout, classes).Apply(lines, settings.ScoreThreshold);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private RuleFile Open(string name)
    {
        RuleFile file = _folder.Open(name);
        return WhyUnavailable is { } reason ? throw new LayoutRulesException(reason) { IsNotInstalled = true } : file;
    }

    private static bool IsInPath(string program) =>
        File.Exists(program)
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
