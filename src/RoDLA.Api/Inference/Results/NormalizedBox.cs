
namespace RoDLA.Api.Inference.Results;

/// <summary>A box by its centre and size, in shares of the image's width and height, 6 decimals.</summary>
/// <param name="Format">yolo.</param>
/// <param name="CenterX">Horizontal middle.</param>
/// <param name="CenterY">Vertical middle.</param>
/// <param name="Width">Share of the image's width.</param>
/// <param name="Height">Share of the image's height.</param>
public sealed record NormalizedBox(string Format, double CenterX, double CenterY, double Width, double Height)
{
    internal static NormalizedBox Of(StoredBox box, StoredImage image) => new(
        "yolo",
        Share((box.X1 + box.X2) / 2, image.Width),
        Share((box.Y1 + box.Y2) / 2, image.Height),
        Share(box.X2 - box.X1, image.Width),
        Share(box.Y2 - box.Y1, image.Height));

    private static double Share(double length, int side) => Math.Round(Math.Clamp(length / side, 0, 1), 6);
}
