using System.Runtime.InteropServices;

namespace RoDLA.Imaging.Vips;

/// <summary>A reference to a libvips image: a recipe for pixels, most of the time, not the pixels.</summary>
internal sealed class VipsImage : SafeHandle
{
    /// <summary>VIPS_FORMAT_UCHAR: one byte a band.</summary>
    public const int UChar = 0;

    public VipsImage()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    public int Width => NativeMethods.ImageWidth(this);

    public int Height => NativeMethods.ImageHeight(this);

    public int Bands => NativeMethods.ImageBands(this);

    public int OffsetX => NativeMethods.ImageOffsetX(this);

    public int OffsetY => NativeMethods.ImageOffsetY(this);

    public int Format => NativeMethods.ImageFormat(this);

    public Interpretation Interpretation => (Interpretation)NativeMethods.ImageInterpretation(this);

    public bool HasAlpha => NativeMethods.ImageHasAlpha(this);

    public bool HasProfile => NativeMethods.ImageFieldType(this, "icc-profile-data") != 0;

    /// <summary>Takes over a reference that C code has handed out.</summary>
    public static VipsImage Own(nint image)
    {
        if (image == 0)
        {
            throw new VipsException(VipsLibrary.TakeErrorText());
        }

        var owned = new VipsImage();
        owned.SetHandle(image);
        return owned;
    }

    /// <summary>Wraps 8-bit pixels that stay where they are; <paramref name="data"/> must outlive the image.</summary>
    public static unsafe VipsImage Wrap(byte* data, int width, int height, int bands)
    {
        VipsLibrary.EnsureStarted();
        nuint size = (nuint)width * (nuint)height * (nuint)bands;
        return Own(NativeMethods.ImageFromMemory(data, size, width, height, bands, UChar));
    }

    /// <summary>Computes every pixel straight into <paramref name="target"/>, an image from <see cref="Wrap"/> of the same shape.</summary>
    /// <param name="target">Takes the pixels.</param>
    /// <param name="mustStop">Asked after every few rows; null to go on to the end.</param>
    /// <exception cref="VipsException">The pixels cannot be computed, or <paramref name="mustStop"/> said so.</exception>
    public unsafe void WriteTo(VipsImage target, Func<bool>? mustStop = null)
    {
        GCHandle ask = GCHandle.Alloc(mustStop);
        try
        {
            if (mustStop is not null)
            {
                NativeMethods.ImageSetProgress(target, true);
                NativeMethods.SignalConnect(target, "eval", &OnProgress, GCHandle.ToIntPtr(ask), 0, 0);
            }

            if (NativeMethods.ImageWrite(this, target) != 0)
            {
                throw new VipsException(VipsLibrary.TakeErrorText());
            }
        }
        finally
        {
            ask.Free();
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.ObjectUnref(handle);
        return true;
    }

    /// <summary>Signal "eval" of an image: it, what is done of it, and the data given when the signal was connected.</summary>
    [UnmanagedCallersOnly]
    private static void OnProgress(nint image, nint progress, nint ask)
    {
        if (GCHandle.FromIntPtr(ask).Target is Func<bool> mustStop && mustStop())
        {
            NativeMethods.ImageSetKill(image, true);
        }
    }
}
