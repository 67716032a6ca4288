using System.Numerics;
using System.Runtime.InteropServices;

namespace RoDLA.Detection.Snapping;

/// <summary>
/// Tells the print of a box from fainter marks on its paper, such as fibres, stains or print of the other side: print has more than a part
/// of the usual contrast.
/// </summary>
/// <param name="Paper">Grey level of the paper.</param>
/// <param name="Least">Print differs by more from it.</param>
internal readonly record struct PrintContrast(byte Paper, byte Least)
{
    // A third or so. With half, the thin ends of letters are lost: a point of mAP on clean pages.
    private const int Part = 7;
    private const int Parts = 20;

    /// <summary>Measures a box: the median of its paper, and the third quartile of the contrast of its ink.</summary>
    /// <param name="papers">Number of pixels of paper of each grey level.</param>
    /// <param name="inks">The same of ink.</param>
    /// <returns>Null for a box without ink or without paper.</returns>
    public static PrintContrast? Of(ReadOnlySpan<int> papers, ReadOnlySpan<int> inks)
    {
        if (Quantile(papers, 1, 2) is not { } paper)
        {
            return null;
        }

        Span<int> contrasts = stackalloc int[inks.Length];
        contrasts.Clear();
        for (int level = 0; level < inks.Length; level++)
        {
            contrasts[Math.Abs(level - paper)] += inks[level];
        }

        return Quantile(contrasts, 3, 4) is { } contrast ? new PrintContrast((byte)paper, (byte)(contrast * Part / Parts)) : null;
    }

    /// <summary>Writes 1 where a row has print, and leaves the rest.</summary>
    /// <param name="levels">Grey levels of the row.</param>
    /// <param name="ink">1 for ink, 0 for paper.</param>
    /// <param name="print">As long as the row.</param>
    public void Mark(ReadOnlySpan<byte> levels, ReadOnlySpan<byte> ink, Span<byte> print)
    {
        ReadOnlySpan<Vector<byte>> sources = MemoryMarshal.Cast<byte, Vector<byte>>(levels);
        ReadOnlySpan<Vector<byte>> inks = MemoryMarshal.Cast<byte, Vector<byte>>(ink);
        Span<Vector<byte>> targets = MemoryMarshal.Cast<byte, Vector<byte>>(print);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] |= IsFar(sources[i]) & inks[i];
        }

        for (int i = targets.Length * Vector<byte>.Count; i < print.Length; i++)
        {
            print[i] |= IsFar(levels[i]) ? ink[i] : (byte)0;
        }
    }

    /// <summary>Whether a row has print.</summary>
    /// <param name="levels">Grey levels of the row.</param>
    /// <param name="ink">1 for ink, 0 for paper.</param>
    public bool IsIn(ReadOnlySpan<byte> levels, ReadOnlySpan<byte> ink)
    {
        ReadOnlySpan<Vector<byte>> sources = MemoryMarshal.Cast<byte, Vector<byte>>(levels);
        ReadOnlySpan<Vector<byte>> inks = MemoryMarshal.Cast<byte, Vector<byte>>(ink);
        for (int i = 0; i < sources.Length; i++)
        {
            if ((IsFar(sources[i]) & inks[i]) != Vector<byte>.Zero)
            {
                return true;
            }
        }

        for (int i = sources.Length * Vector<byte>.Count; i < levels.Length; i++)
        {
            if (ink[i] != 0 && IsFar(levels[i]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsFar(byte level) => Math.Abs(level - Paper) > Least;

    private Vector<byte> IsFar(Vector<byte> levels)
    {
        Vector<byte> paper = new(Paper);
        return Vector.GreaterThan(Vector.Max(levels, paper) - Vector.Min(levels, paper), new Vector<byte>(Least));
    }

    private static int? Quantile(ReadOnlySpan<int> histogram, int part, int parts)
    {
        long count = 0;
        foreach (int pixels in histogram)
        {
            count += pixels;
        }

        long left = (count - 1) * part / parts;
        for (int level = 0; level < histogram.Length && count > 0; level++)
        {
            left -= histogram[level];
            if (left < 0)
            {
                return level;
            }
        }

        return null;
    }
}
