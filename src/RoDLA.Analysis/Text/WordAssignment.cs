namespace RoDLA.Analysis.Text;

/// <summary>
/// Which words belong to which box: those whose centre lies in it. Boxes cut off letters, ends of lines and last lines: a word whose centre
/// lies in no box goes to the nearest one within half the height of its letters, or with the word beside it in its line; a line without any
/// such word goes to the box that it adjoins, above or below.
/// </summary>
internal static class WordAssignment
{
    /// <summary>The words of each box, in parts of lines.</summary>
    public static IReadOnlyList<List<IReadOnlyList<PageWord>>> Assign(PageText text, IReadOnlyList<BoundingBox> boxes)
    {
        List<IReadOnlyList<PageWord>>[] assigned = [.. boxes.Select(_ => new List<IReadOnlyList<PageWord>>())];
        foreach (IReadOnlyList<PageWord> line in text.Lines)
        {
            IReadOnlyList<int>[] places = [.. line.Select(word => BoxesOf(word, boxes))];
            IReadOnlyList<int> adjoining = Array.TrueForAll(places, place => place.Count == 0) ? Adjoining(line, boxes) : [];
            Dictionary<int, List<PageWord>> parts = [];
            for (int i = 0; i < line.Count; i++)
            {
                foreach (int box in places[i].Count > 0 ? places[i] : Beside(places, i, adjoining))
                {
                    if (!parts.TryGetValue(box, out List<PageWord>? part))
                    {
                        parts.Add(box, part = []);
                        assigned[box].Add(part);
                    }

                    part.Add(line[i]);
                }
            }
        }

        return assigned;
    }

    /// <summary>The boxes of the nearest word of the line that has some; those of the whole line when none has.</summary>
    private static IReadOnlyList<int> Beside(IReadOnlyList<int>[] places, int index, IReadOnlyList<int> line) =>
        Enumerable.Range(0, places.Length).Where(i => places[i].Count > 0).OrderBy(i => Math.Abs(i - index)).Select(i => places[i])
            .FirstOrDefault(line);

    /// <summary>The nearest box over or under a line that has most of the line's width, at most the height of a letter away.</summary>
    private static IReadOnlyList<int> Adjoining(IReadOnlyList<PageWord> line, IReadOnlyList<BoundingBox> boxes)
    {
        BoundingBox box = new(
            line.Min(word => word.Box.X1), line.Min(word => word.Box.Y1), line.Max(word => word.Box.X2), line.Max(word => word.Box.Y2));
        float reach = box.Height;
        int nearest = -1;
        for (int i = 0; i < boxes.Count; i++)
        {
            float shared = Math.Min(box.X2, boxes[i].X2) - Math.Max(box.X1, boxes[i].X1);
            float gap = Math.Max(Math.Max(boxes[i].Y1 - box.Y2, box.Y1 - boxes[i].Y2), 0);
            if (shared > box.Width / 2 && gap < reach)
            {
                reach = gap;
                nearest = i;
            }
        }

        return nearest < 0 ? [] : [nearest];
    }

    private static List<int> BoxesOf(PageWord word, IReadOnlyList<BoundingBox> boxes)
    {
        (float x, float y) = (word.Box.CenterX, word.Box.CenterY);
        float reach = Math.Min(word.Box.Width, word.Box.Height) / 2;
        int nearest = -1;
        List<int> inside = [];
        for (int i = 0; i < boxes.Count; i++)
        {
            float distance = Distance(boxes[i], x, y);
            if (distance == 0)
            {
                inside.Add(i);
            }
            else if (distance <= reach)
            {
                reach = distance;
                nearest = i;
            }
        }

        return inside.Count > 0 || nearest < 0 ? inside : [nearest];
    }

    private static float Distance(BoundingBox box, float x, float y) =>
        Math.Max(Math.Max(box.X1 - x, x - box.X2), Math.Max(Math.Max(box.Y1 - y, y - box.Y2), 0));
}
