using System.IO.Compression;
using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>
/// The matches of a cell as short text, enough to compute mAP again with other weights of the pages. Base64 of Brotli of numbers, each in
/// the variable-length form of <see cref="BinaryWriter.Write7BitEncodedInt"/>: pages, classes, and for each class the truths of each page,
/// the number of detections, and of each detection, best first, its page, the thresholds at which it found a truth, and those at which it
/// does not count. Detections after the last that found anything change no precision that counts, and are left out.
/// </summary>
internal static class MatchCode
{
    /// <summary>Packs the matches of a cell.</summary>
    public static string Pack(CocoEvaluator result, CocoProtocol protocol)
    {
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        using (BinaryWriter writer = new(brotli))
        {
            writer.Write7BitEncodedInt(result.Classes.Count == 0 ? 0 : result.Classes[0].Boxes.Pages);
            writer.Write7BitEncodedInt(result.Classes.Count);
            foreach (ClassResult c in result.Classes)
            {
                Write(writer, c, protocol.MaxDetections[protocol.MeanIndex]);
            }
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    /// <summary>Reads packed matches.</summary>
    /// <exception cref="InvalidDataException">The text is no such.</exception>
    public static PackedMatches Unpack(string text)
    {
        try
        {
            using BinaryReader reader = new(new BrotliStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress));
            int pages = reader.Read7BitEncodedInt();
            int classes = reader.Read7BitEncodedInt();
            return new PackedMatches(pages, [.. Enumerable.Range(0, classes).Select(_ => Read(reader, pages))]);
        }
        catch (Exception e) when (e is FormatException or EndOfStreamException or InvalidOperationException or OverflowException)
        {
            throw new InvalidDataException("The packed matches of the report cannot be read.", e);
        }
    }

    private static void Write(BinaryWriter writer, ClassResult result, int mostDetections)
    {
        ClassMatches matches = result.Matches[0];
        foreach (int truths in matches.Truths)
        {
            writer.Write7BitEncodedInt(truths);
        }

        int[] order = [.. result.Ranking.Order.Where(i => result.Ranking.Ranks[i] < mostDetections)];
        int count = Array.FindLastIndex(order, i => matches.Matched[i] != 0) + 1;
        writer.Write7BitEncodedInt(count);
        foreach (int i in order.Take(count))
        {
            writer.Write7BitEncodedInt(result.Ranking.Pages[i]);
        }

        foreach (int i in order.Take(count))
        {
            writer.Write7BitEncodedInt(matches.Matched[i]);
        }

        foreach (int i in order.Take(count))
        {
            writer.Write7BitEncodedInt(matches.Ignored[i]);
        }
    }

    private static PackedClass Read(BinaryReader reader, int pages)
    {
        int[] truths = Numbers(reader, pages);
        int count = reader.Read7BitEncodedInt();
        return new PackedClass(truths, Numbers(reader, count), Numbers(reader, count), Numbers(reader, count));
    }

    private static int[] Numbers(BinaryReader reader, int count)
    {
        List<int> numbers = [];
        for (int i = 0; i < count; i++)
        {
            numbers.Add(reader.Read7BitEncodedInt());
        }

        return [.. numbers];
    }
}
