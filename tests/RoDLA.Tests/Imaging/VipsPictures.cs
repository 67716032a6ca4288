using System.Buffers;
using RoDLA.Imaging;
using RoDLA.Imaging.Vips;

namespace RoDLA.Tests.Imaging;

/// <summary>Files made by libvips itself, where no independent encoder is at hand.</summary>
internal static class VipsPictures
{
    public static unsafe byte[] Save(PageImage page, string saver, Action<VipsOperation> settings)
    {
        using MemoryHandle pin = page.Memory.Pin();
        using VipsImage raw = VipsImage.Wrap((byte*)pin.Pointer, page.Width, page.Height, PageImage.Channels);
        using var tag = new VipsOperation("copy");
        using VipsImage image = tag.Set("in", raw).Set("interpretation", (int)Interpretation.Srgb).ToImage();
        using var operation = new VipsOperation(saver);
        operation.Set("in", image);
        settings(operation);
        using var stream = new MemoryStream();
        operation.ToStream(stream);
        return stream.ToArray();
    }
}
