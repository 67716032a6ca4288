using RoDLA.Detection;
using RoDLA.Detection.Rules;
using RoDLA.Imaging;
using RoDLA.Imaging.Scheduling;
using RoDLA.Tests.Api.Fixtures;

namespace RoDLA.Tests.Detection.Rules;

/// <summary>Layout rules over files that a test writes, or over those of the repository.</summary>
internal sealed class RulesFixture : IAsyncDisposable
{
    public const string Tool = "swipl";
    public const string Package = "swi-prolog-nox";

    private readonly TemporaryFolder _folder = new();
    private readonly LayoutRules _rules;

    public RulesFixture(RulesOptions? options = null, bool shipped = false)
    {
        Options = options ?? new RulesOptions { Timeout = TimeSpan.FromSeconds(20) };
        Models = shipped ? Path.Combine(RepositoryRoot.Path, "models") : _folder.Path;
        _rules = new LayoutRules(
            new ClassesOfDocLayNet(),
            Microsoft.Extensions.Options.Options.Create(new DetectionOptions { ModelsFolder = Models }),
            Microsoft.Extensions.Options.Options.Create(Options),
            TimeProvider.System);
    }

    public ILayoutRules Rules => _rules;

    public RulesOptions Options { get; }

    private string Models { get; }

    public static LayoutElement Element(string name, float confidence, float x1, float y1, float x2, float y2) =>
        new(ClassesOfDocLayNet.Names.ToList().IndexOf(name), name, confidence, new BoundingBox(x1, y1, x2, y2));

    /// <summary>Writes a file of rules.</summary>
    public RulesFixture Write(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(Models, "rules"));
        File.WriteAllText(Path.Combine(Models, "rules", name + ".pl"), text);
        return this;
    }

    /// <summary>Applies rules to a page of 1000 × 1400 pixels.</summary>
    public Task<PageLayout> ApplyAsync(string rules, params LayoutElement[] elements) => ApplyAsync(rules, CancellationToken.None, elements);

    public async Task<PageLayout> ApplyAsync(string rules, CancellationToken cancellationToken, params LayoutElement[] elements) =>
        await _rules.ApplyAsync(
            new PageLayout("any", elements),
            new PageSize(1000, 1400),
            new DetectionSettings(0.3f) { Rules = rules },
            RequestPriority.Interactive,
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _rules.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class ClassesOfDocLayNet : ILayoutDetector
    {
        public static readonly string[] Names =
        [
            "Caption", "Footnote", "Formula", "List-item", "Page-footer", "Page-header", "Picture", "Section-header", "Table", "Text", "Title",
        ];

        public ModelManifest Model { get; } = new()
        {
            Name = "any",
            DisplayName = "Any",
            Dataset = "none",
            Backbone = "none",
            Framework = "none",
            Family = "anchor_free",
            Sha256 = new string('0', 64),
            Classes = Names,
            Input = new InputSpec { Name = "image", Resize = "letterbox" },
            Outputs = new OutputSpec { Scores = "scores", Boxes = "boxes" },
        };

        public DetectorStatus Status => throw new NotSupportedException();

        public Task<bool> WhenReadyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<PageLayout> DetectAsync(
            PageImage image, DetectionSettings settings, RequestPriority priority, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
