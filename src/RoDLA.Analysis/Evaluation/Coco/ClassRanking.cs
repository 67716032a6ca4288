namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>The detections of a class on all pages, best first; equal scores in the order of their pages.</summary>
internal sealed class ClassRanking
{
    /// <summary>Ranks the detections of a class.</summary>
    public ClassRanking(ClassBoxes boxes)
    {
        int count = boxes.Scores.Length;
        (Order, Pages, Ranks) = (new int[count], new int[count], new int[count]);
        for (int page = 0; page < boxes.Pages; page++)
        {
            for (int i = boxes.DetectionStart[page]; i < boxes.DetectionStart[page + 1]; i++)
            {
                (Order[i], Pages[i], Ranks[i]) = (i, page, i - boxes.DetectionStart[page]);
            }
        }

        double[] scores = boxes.Scores;
        Array.Sort(Order, (a, b) => scores[b].CompareTo(scores[a]) is not 0 and int sign ? sign : a.CompareTo(b));
    }

    /// <summary>Indices of the detections, best first.</summary>
    public int[] Order { get; }

    /// <summary>Page of each detection, by its index.</summary>
    public int[] Pages { get; }

    /// <summary>Place of each detection among those of its page and class, from 0.</summary>
    public int[] Ranks { get; }
}
