namespace RoDLA.Detection.Families;

/// <summary>
/// Reading order from the logits of a pointer network, as PP-DocLayoutV3 is decoded in Transformers: of each pair, the logit above the
/// diagonal says how probably the first is read before the second; a box is read the later, the more probably others come before it.
/// </summary>
internal static class OrderVotes
{
    /// <summary>The place of each of <paramref name="count"/> boxes in the reading order, from 0.</summary>
    /// <param name="logits">[count, count], row after row.</param>
    /// <param name="count">Number of boxes.</param>
    public static int[] Ranks(ReadOnlySpan<float> logits, int count)
    {
        double[] votes = new double[count];
        for (int i = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++)
            {
                double before = 1 / (1 + Math.Exp(-logits[(i * count) + j]));
                votes[j] += before;
                votes[i] += 1 - before;
            }
        }

        int[] order = [.. Enumerable.Range(0, count)];
        Array.Sort(order, (a, b) => votes[a] != votes[b] ? votes[a].CompareTo(votes[b]) : a.CompareTo(b));
        int[] ranks = new int[count];
        for (int place = 0; place < count; place++)
        {
            ranks[order[place]] = place;
        }

        return ranks;
    }
}
