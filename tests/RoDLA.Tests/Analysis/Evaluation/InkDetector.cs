using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Tests.Analysis.Evaluation;

/// <summary>A detector without a model: one Text around all red pixels, as sure as the page is high.</summary>
internal sealed class InkDetector : ILayoutDetector
{
    public ModelManifest Model { get; } = new()
    {
        Name = "ink",
        DisplayName = "Ink",
        Dataset = "none",
        Backbone = "none",
        Framework = "none",
        Family = "anchor_free",
        Sha256 = "00",
        Classes = ["Picture", "Text"],
        Input = new InputSpec { Name = "image", Resize = "letterbox", Portrait = [64, 64], Landscape = [64, 64] },
        Outputs = new OutputSpec { Scores = "scores", Boxes = "boxes" },
    };

    public DetectorStatus Status { get; } = new(DetectorState.Ready, "none", null);

    public Task<bool> WhenReadyAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public ValueTask<PageLayout> DetectAsync(
        PageImage image, DetectionSettings settings, RequestPriority priority, CancellationToken cancellationToken)
    {
        (int left, int top, int right, int bottom) = (image.Width, image.Height, 0, 0);
        for (int y = 0; y < image.Height; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < image.Width; x++)
            {
                if (row[x * PageImage.Channels] - row[(x * PageImage.Channels) + 1] > 100)
                {
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                }
            }
        }

        LayoutElement[] found = right == 0 ? [] : [new LayoutElement(1, "Text", image.Height / 1000f, new BoundingBox(left, top, right, bottom))];
        return ValueTask.FromResult(new PageLayout(Model.Name, found));
    }
}
