namespace RoDLA.Analysis.Metrics;

/// <summary>What has to look at every pair of detections, found in one vectorised pass.</summary>
/// <param name="MeanDistance">Of the centres over all pairs, in pixels; 0 without a pair.</param>
/// <param name="MeanNearestDistance">From each centre to the nearest other one, in pixels; 0 without a pair.</param>
/// <param name="OverlappingPairs">Pairs with IoU over 0.</param>
/// <param name="OverlappingDetections">Detections in any such pair.</param>
/// <param name="MeanIou">Over those pairs; 0 without one.</param>
internal readonly record struct PairwiseMeasures(
    double MeanDistance, double MeanNearestDistance, int OverlappingPairs, int OverlappingDetections, double MeanIou)
{
    public static PairwiseMeasures Of(in PageColumns columns, Span<double> nearest, Span<double> overlapping)
    {
        int count = columns.Count;
        if (count < 2)
        {
            return default;
        }

        nearest.Fill(double.PositiveInfinity);
        overlapping.Clear();
        Totals totals = default;
        for (int i = 0; i < count - 1; i++)
        {
            totals.AddRow(columns, i, nearest, overlapping);
        }

        double nearestSum = 0;
        int overlappingDetections = 0;
        for (int i = 0; i < count; i++)
        {
            nearestSum += Math.Sqrt(nearest[i]);
            overlappingDetections += overlapping[i] == 0 ? 0 : 1;
        }

        double pairs = count * (count - 1.0) / 2;
        return new PairwiseMeasures(
            Vector.Sum(totals.Distances) / pairs,
            nearestSum / count,
            (int)totals.OverlappingPairs,
            overlappingDetections,
            totals.OverlappingPairs == 0 ? 0 : Vector.Sum(totals.Ious) / totals.OverlappingPairs);
    }

    private struct Totals
    {
        public Vector<double> Distances;
        public Vector<double> Ious;
        public long OverlappingPairs;

        /// <summary>Pairs detection <paramref name="i"/> with all after it; <paramref name="nearest"/> holds squared distances.</summary>
        public void AddRow(in PageColumns columns, int i, Span<double> nearest, Span<double> overlapping)
        {
            Vector<double> end = new(columns.Count);
            Vector<double> centerX = new(columns.CenterX[i]);
            Vector<double> centerY = new(columns.CenterY[i]);
            Vector<double> rowNearest = new(double.PositiveInfinity);
            bool rowOverlaps = false;
            for (int j = i + 1; j < columns.Count; j += Vector<double>.Count)
            {
                Vector<long> inside = Vector.LessThan(Vector<double>.Indices + new Vector<double>(j), end);
                Vector<double> dx = new Vector<double>(columns.CenterX[j..]) - centerX;
                Vector<double> dy = new Vector<double>(columns.CenterY[j..]) - centerY;
                Vector<double> squared = (dx * dx) + (dy * dy);
                Distances += Vector.ConditionalSelect(inside, Vector.SquareRoot(squared), Vector<double>.Zero);

                squared = Vector.ConditionalSelect(inside, squared, new Vector<double>(double.PositiveInfinity));
                rowNearest = Vector.Min(rowNearest, squared);
                Vector.Min(new Vector<double>(nearest[j..]), squared).CopyTo(nearest[j..]);
                rowOverlaps |= AddOverlaps(columns, i, j, inside, overlapping);
            }

            for (int lane = 0; lane < Vector<double>.Count; lane++)
            {
                nearest[i] = Math.Min(nearest[i], rowNearest[lane]);
            }

            overlapping[i] = rowOverlaps ? 1 : overlapping[i];
        }

        private bool AddOverlaps(in PageColumns columns, int i, int j, Vector<long> inside, Span<double> overlapping)
        {
            Vector<double> x1 = new(columns.X1[j..]);
            Vector<double> y1 = new(columns.Y1[j..]);
            Vector<double> x2 = new(columns.X2[j..]);
            Vector<double> y2 = new(columns.Y2[j..]);
            Vector<double> across = Vector.Min(x2, new(columns.X2[i])) - Vector.Max(x1, new(columns.X1[i]));
            Vector<double> down = Vector.Min(y2, new(columns.Y2[i])) - Vector.Max(y1, new(columns.Y1[i]));
            Vector<double> intersection = Vector.Max(across, Vector<double>.Zero) * Vector.Max(down, Vector<double>.Zero);
            Vector<long> overlaps = Vector.GreaterThan(intersection, Vector<double>.Zero) & inside;
            if (overlaps == Vector<long>.Zero)
            {
                return false;
            }

            double area = (columns.X2[i] - columns.X1[i]) * (columns.Y2[i] - columns.Y1[i]);
            Vector<double> union = ((x2 - x1) * (y2 - y1)) + new Vector<double>(area) - intersection;
            Ious += Vector.ConditionalSelect(overlaps, intersection / union, Vector<double>.Zero);
            OverlappingPairs -= Vector.Sum(overlaps);
            Vector.ConditionalSelect(overlaps, Vector<double>.One, new(overlapping[j..])).CopyTo(overlapping[j..]);
            return true;
        }
    }
}
