using System.Numerics;
using RoDLA.Detection.Ink;
using RoDLA.Imaging.Painting;
using RoDLA.Perturbations.Spatial;

namespace RoDLA.Detection.Turning;

/// <summary>
/// A page as it is read: turned upright and straightened, or the page itself when it is so already; and its ink, which is found once, when
/// a step first needs it. Not for several threads at a time.
/// </summary>
public sealed class StraightPage : IDisposable
{
    private readonly PageImage _page;
    private readonly Matrix3x2 _toPage;
    private readonly Lazy<InkPage?> _ink;

    private StraightPage(PageImage page, PageImage image, PagePose pose, Matrix3x2 toPage)
    {
        (_page, Image, Pose, _toPage) = (page, image, pose, toPage);
        _ink = new Lazy<InkPage?>(() => InkPage.Of(Image), isThreadSafe: false);
    }

    /// <summary>Pixels; disposed with this, but for the page itself.</summary>
    public PageImage Image { get; }

    /// <summary>How the page lay.</summary>
    public PagePose Pose { get; }

    /// <summary>Where its ink is; null for a page too small to have print.</summary>
    internal InkPage? Ink => _ink.Value;

    /// <summary>The page itself.</summary>
    public static StraightPage AsItIs(PageImage page) => new(page, page, PagePose.Upright, Matrix3x2.Identity);

    /// <summary>Turns the page upright and straightens it.</summary>
    /// <param name="pose">How it lies: not upright.</param>
    /// <param name="maxThreads">Maximum number of threads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Another page; this one stays as it is.</returns>
    public StraightPage Straighten(PagePose pose, int maxThreads, CancellationToken cancellationToken)
    {
        PageImage page = Image;
        PageImage image = page;
        Matrix3x2 toPage = Matrix3x2.Identity;
        try
        {
            if (pose.Orientation != 0)
            {
                PageSize before = image.Size;
                Replace(QuarterTurns.Undo(image, pose.Orientation));
                toPage = Turn(pose.Orientation, image.Size, before) * toPage;
            }

            if (pose.Angle != 0)
            {
                TurnedFrame frame = StraightFrame.Of(image.Size, pose.Angle, Ink, isSideways: pose.Orientation % 180 != 0);
                PageSize straight = new(Math.Max(1, (int)Math.Round(frame.Width)), Math.Max(1, (int)Math.Round(frame.Height)));
                Matrix3x2 toTurned = Turn(pose.Angle, straight, image.Size);
                PageSize turned = image.Size;
                Replace(AffineWarp.Run(image, toTurned, straight, maxThreads, cancellationToken));
                PageMargins.Fill(image, new TurnedFrame(turned.Width, turned.Height, -pose.Angle));
                toPage = toTurned * toPage;
            }

            return new StraightPage(page, image, pose, toPage);
        }
        catch
        {
            Replace(page);
            throw;
        }

        void Replace(PageImage next)
        {
            if (image != page)
            {
                image.Dispose();
            }

            image = next;
        }
    }

    /// <summary>Moves a layout to the page as it came: each box becomes the hull of its corners.</summary>
    /// <param name="layout">In pixels of <see cref="Image"/>.</param>
    public PageLayout ToPage(PageLayout layout) => Image == _page
        ? layout
        : layout with
        {
            Elements = [.. layout.Elements.Select(element => element with { Box = ToPage(element.Box) })],
            RuleChanges = [.. layout.RuleChanges.Select(ToPage)],
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ink.IsValueCreated)
        {
            _ink.Value?.Dispose();
        }

        if (Image != _page)
        {
            Image.Dispose();
        }
    }

    /// <summary>From a page to the same page turned clockwise about its middle.</summary>
    private static Matrix3x2 Turn(float degrees, PageSize from, PageSize to) =>
        Matrix3x2.CreateTranslation(-from.Width / 2f, -from.Height / 2f)
        * Matrix3x2.CreateRotation(degrees * MathF.PI / 180)
        * Matrix3x2.CreateTranslation(to.Width / 2f, to.Height / 2f);

    private RuleChange ToPage(RuleChange change)
    {
        if (change.Box is not [var x1, var y1, var x2, var y2])
        {
            return change;
        }

        BoundingBox box = ToPage(new BoundingBox(x1, y1, x2, y2));
        return change with { Box = [box.X1, box.Y1, box.X2, box.Y2] };
    }

    private BoundingBox ToPage(BoundingBox box)
    {
        Vector2 a = Vector2.Transform(new Vector2(box.X1, box.Y1), _toPage);
        Vector2 b = Vector2.Transform(new Vector2(box.X2, box.Y1), _toPage);
        Vector2 c = Vector2.Transform(new Vector2(box.X2, box.Y2), _toPage);
        Vector2 d = Vector2.Transform(new Vector2(box.X1, box.Y2), _toPage);
        Vector2 corner = new(_page.Width, _page.Height);
        Vector2 low = Vector2.Clamp(Vector2.Min(Vector2.Min(a, b), Vector2.Min(c, d)), Vector2.Zero, corner);
        Vector2 high = Vector2.Clamp(Vector2.Max(Vector2.Max(a, b), Vector2.Max(c, d)), Vector2.Zero, corner);
        return new BoundingBox(low.X, low.Y, high.X, high.Y);
    }
}
