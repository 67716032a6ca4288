namespace RoDLA.Analysis.Text;

/// <summary>
/// Which words belong to which box: those whose centre lies in it. A word whose centre lies in no box goes to the nearest one within half the
/// height of its letters, since boxes cut descenders and ends of lines off.
/// </summary>
internal static class WordAssignment
{
    /// <summary>The words of each box, in parts of lines.</summary>
    public static IReadOnlyList<List<IReadOnlyList<PageWord>>> Assign(PageText text, IReadOnlyList<BoundingBox> boxes)
    {
        List<IReadOnlyList<PageWord>>[] assigned = [.. boxes.Select(_ => new List<IReadOnlyList<PageWord>>())];
        foreach (IReadOnlyList<PageWord> line in text.Lines)
        {
            Dictionary<int, List<PageWord>> parts = [];
            foreach (PageWord word in line)
            {
                foreach (int box in BoxesOf(word, boxes))
                {
                    if (!parts.TryGetValue(box, out List<PageWord>? part))
                    {
                        parts.Add(box, part = []);
                        assigned[box].Add(part);
                    }

                    part.Add(word);
                }
            }
        }

        return assigned;
    }

    private static IEnumerable<int> BoxesOf(PageWord word, IReadOnlyList<BoundingBox> boxes)
    {
        (float x, float y) = (word.Box.CenterX, word.Box.CenterY);
        float reach = Math.Min(word.Box.Width, word.Box.Height) / 2;
        int nearest = -1;
        bool isInside = false;
        for (int i = 0; i < boxes.Count; i++)
        {
            float distance = Distance(boxes[i], x, y);
            if (distance == 0)
            {
                isInside = true;
                yield return i;
            }
            else if (distance <= reach)
            {
                reach = distance;
                nearest = i;
            }
        }

        if (!isInside && nearest >= 0)
        {
            yield return nearest;
        }
    }

    private static float Distance(BoundingBox box, float x, float y) =>
        Math.Max(Math.Max(box.X1 - x, x - box.X2), Math.Max(Math.Max(box.Y1 - y, y - box.Y2), 0));
}
