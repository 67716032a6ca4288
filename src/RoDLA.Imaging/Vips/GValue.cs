using System.Runtime.InteropServices;

namespace RoDLA.Imaging.Vips;

/// <summary>GLib's GValue: a type id and 16 bytes of content (gobject/gvalue.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    /// <summary>G_TYPE_BOOLEAN.</summary>
    public const int Boolean = 5 << 2;

    /// <summary>G_TYPE_INT.</summary>
    public const int Int = 6 << 2;

    /// <summary>G_TYPE_DOUBLE.</summary>
    public const int Double = 15 << 2;

    /// <summary>G_TYPE_STRING.</summary>
    public const int String = 16 << 2;

#pragma warning disable CS0169, IDE0051 // The layout is GLib's; the fields are read and written there.
    private nuint _type;
    private ulong _content0;
    private ulong _content1;
#pragma warning restore CS0169, IDE0051

    /// <summary>A value of the type given, ready to be set; end it with <see cref="Unset"/>.</summary>
    public static GValue Of(nuint type)
    {
        GValue value = default;
        NativeMethods.ValueInit(ref value, type);
        return value;
    }

    /// <summary>Gives back what the value holds.</summary>
    public void Unset() => NativeMethods.ValueUnset(ref this);
}
