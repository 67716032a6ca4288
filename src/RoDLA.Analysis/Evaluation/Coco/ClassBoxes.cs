namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>
/// All boxes of one class, page after page, a column for each figure, so that overlaps are computed many at a time. The detections of a
/// page are sorted by score, stable, and cut off at a number.
/// </summary>
internal sealed class ClassBoxes
{
    private ClassBoxes(int pages, int truths, int detections)
    {
        TruthStart = new int[pages + 1];
        DetectionStart = new int[pages + 1];
        Truth = new BoxColumns(truths);
        Detections = new BoxColumns(detections);
        Scores = new double[detections];
        TruthAreas = new double[truths];
        IsCrowd = new bool[truths];
        IsIgnored = new bool[truths];
    }

    /// <summary>Number of pages.</summary>
    public int Pages => TruthStart.Length - 1;

    /// <summary>Index of the first truth of each page, and the number of all.</summary>
    public int[] TruthStart { get; }

    /// <summary>Index of the first detection of each page, and the number of all.</summary>
    public int[] DetectionStart { get; }

    public BoxColumns Truth { get; }

    public BoxColumns Detections { get; }

    public double[] Scores { get; }

    /// <summary>Areas of the labels, which need not be those of their boxes.</summary>
    public double[] TruthAreas { get; }

    public bool[] IsCrowd { get; }

    public bool[] IsIgnored { get; }

    /// <summary>Groups the boxes of all pages by class.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="mostDetections">Detections of a class on a page that are kept, best first.</param>
    public static ClassBoxes[] Group(IReadOnlyList<EvaluatedPage> pages, int classes, int mostDetections)
    {
        List<(int Page, TruthBox Box)>[] truths = [.. Enumerable.Range(0, classes).Select(_ => new List<(int, TruthBox)>())];
        List<(int Page, DetectedBox Box)>[] detections = [.. Enumerable.Range(0, classes).Select(_ => new List<(int, DetectedBox)>())];
        for (int p = 0; p < pages.Count; p++)
        {
            foreach (TruthBox box in pages[p].Truth)
            {
                truths[box.Class].Add((p, box));
            }

            // OrderByDescending is stable.
            foreach (IGrouping<int, DetectedBox> own in pages[p].Detections.OrderByDescending(d => d.Score).GroupBy(d => d.Class))
            {
                detections[own.Key].AddRange(own.Take(mostDetections).Select(d => (p, d)));
            }
        }

        return [.. Enumerable.Range(0, classes).Select(c => Fill(pages.Count, truths[c], detections[c]))];
    }

    private static ClassBoxes Fill(int pages, List<(int Page, TruthBox Box)> truths, List<(int Page, DetectedBox Box)> detections)
    {
        ClassBoxes boxes = new(pages, truths.Count, detections.Count);
        for (int i = 0; i < truths.Count; i++)
        {
            (int page, TruthBox box) = truths[i];
            boxes.TruthStart[page + 1]++;
            boxes.Truth.Set(i, box.X, box.Y, box.Width, box.Height);
            (boxes.TruthAreas[i], boxes.IsCrowd[i], boxes.IsIgnored[i]) = (box.Area, box.IsCrowd, box.IsIgnored);
        }

        for (int i = 0; i < detections.Count; i++)
        {
            (int page, DetectedBox box) = detections[i];
            boxes.DetectionStart[page + 1]++;
            boxes.Detections.Set(i, box.X, box.Y, box.Width, box.Height);
            boxes.Scores[i] = box.Score;
        }

        for (int p = 0; p < pages; p++)
        {
            boxes.TruthStart[p + 1] += boxes.TruthStart[p];
            boxes.DetectionStart[p + 1] += boxes.DetectionStart[p];
        }

        return boxes;
    }
}
