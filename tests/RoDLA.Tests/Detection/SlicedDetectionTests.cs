using Microsoft.Extensions.Options;
using RoDLA.Detection;
using RoDLA.Detection.Models;
using RoDLA.Detection.Runtime;
using RoDLA.Imaging;
using RoDLA.Imaging.Scheduling;
using Xunit;

namespace RoDLA.Tests.Detection;

/// <summary>The shipped model on a large page with small paragraphs.</summary>
public sealed class SlicedDetectionTests
{
    private const int Width = 6000;
    private const int Height = 8000;
    private static readonly DetectionSettings Whole = new(0.3f);
    private static readonly DetectionSettings Sliced = Whole with { Slices = new SliceSettings(1280, 1600) };

    // Four groups of nine; between them 60 pixels, 5 in the model's input for the whole page. Some lie over the borders of slices.
    private static readonly BoundingBox[] Paragraphs =
    [
        .. from place in new[] { (X: 500, Y: 700), (X: 4300, Y: 1300), (X: 1900, Y: 4000), (X: 3600, Y: 6500) }
           from row in Enumerable.Range(0, 3)
           from column in Enumerable.Range(0, 3)
           select new BoundingBox(
               place.X + (column * 420), place.Y + (row * 161), place.X + (column * 420) + 360, place.Y + (row * 161) + 101),
    ];

    [Fact]
    public async Task DetectAsync_SmallParagraphsOnALargePage_AreFoundInSlicesOnceEach()
    {
        await using LayoutDetector detector = await LoadAsync(new DetectionOptions());
        using PageImage page = Draw();

        PageLayout whole = await DetectAsync(detector, page, Whole);
        PageLayout sliced = await DetectAsync(detector, page, Sliced);

        Assert.InRange(Paragraphs.Count(box => IsFound(box, whole)), 0, Paragraphs.Length / 2);
        Assert.All(Paragraphs, box => Assert.True(IsFound(box, sliced), $"{box} is not found."));
        Assert.Equal(Sliced.Slices, sliced.Slices);
        for (int i = 0; i < sliced.Elements.Count; i++)
        {
            Assert.DoesNotContain(sliced.Elements.Skip(i + 1), other => other.Box.IoU(sliced.Elements[i].Box) > 0.5f);
        }
    }

    [Fact]
    public async Task DetectAsync_SlicesInBatches_EqualSlicesOneByOne()
    {
        await using LayoutDetector single = await LoadAsync(new DetectionOptions { SliceBatch = 1 });
        await using LayoutDetector batched = await LoadAsync(new DetectionOptions { SliceBatch = 8 });
        using PageImage page = Draw();

        PageLayout expected = await DetectAsync(single, page, Sliced);
        PageLayout actual = await DetectAsync(batched, page, Sliced);

        Assert.NotEmpty(expected.Elements);
        Assert.Equal(expected.Elements.Count, actual.Elements.Count);
        Assert.All(expected.Elements.Zip(actual.Elements), pair =>
        {
            Assert.Equal(pair.First.ClassId, pair.Second.ClassId);
            Assert.Equal(pair.First.Confidence, pair.Second.Confidence, 1e-3f);
            Assert.InRange(pair.First.Box.IoU(pair.Second.Box), 0.99f, 1);
        });
    }

    [Fact]
    public async Task DetectAsync_CancelledAmongTheSlices_StopsThere()
    {
        await using LayoutDetector detector = await LoadAsync(new DetectionOptions { MaxSlices = 4096, SliceBatch = 1 });
        using PageImage page = Draw();
        using CancellationTokenSource caller = new(TimeSpan.FromSeconds(0.5));

        // About 2,000 slices, which would take minutes.
        DetectionSettings many = Whole with { Slices = new SliceSettings(256, 256, 0.5f) };
        Task<PageLayout> running = DetectAsync(detector, page, many, caller.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static bool IsFound(BoundingBox paragraph, PageLayout layout) =>
        layout.Elements.Any(element => element.Box.IoU(paragraph) >= 0.5f);

    private static Task<PageLayout> DetectAsync(
        LayoutDetector detector, PageImage page, DetectionSettings settings, CancellationToken cancellationToken = default) =>
        detector.DetectAsync(page, settings, RequestPriority.Interactive, cancellationToken).AsTask();

    private static async Task<LayoutDetector> LoadAsync(DetectionOptions options)
    {
        LayoutDetector detector = new(new ModelRepository(Path.Combine(RepositoryRoot.Path, "models")), Options.Create(options));
        await detector.LoadAsync(default);
        return detector;
    }

    /// <summary>Paragraphs of dashes like words, 4 lines each.</summary>
    private static PageImage Draw()
    {
        PageImage page = PageImage.Rent(Width, Height);
        page.Pixels.Fill(255);
        foreach (BoundingBox box in Paragraphs)
        {
            for (int y = (int)box.Y1; y < (int)box.Y2; y++)
            {
                bool isInk = (y - (int)box.Y1) % 29 < 14;
                for (int x = (int)box.X1; isInk && x < (int)box.X2; x++)
                {
                    if (x % 18 < 12)
                    {
                        page.Row(y).Slice(x * PageImage.Channels, PageImage.Channels).Fill(20);
                    }
                }
            }
        }

        return page;
    }
}
