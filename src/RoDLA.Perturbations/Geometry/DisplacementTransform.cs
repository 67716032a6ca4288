namespace RoDLA.Perturbations.Geometry;

/// <summary>
/// Points moved by a displacement field. The field gives the source of each pixel; points need its first-order inverse: the geometric
/// median of the 25 lattice points around the point (Manhattan distance up to 3), each moved by the field at its own pixel.
/// </summary>
internal sealed class DisplacementTransform(DisplacementField displacement, PageSize? clip) : IPageTransform, IDisposable
{
    private const int Reach = 3;
    private const int Lattice = 25;

    public PageSize Size => displacement.Size;

    public Vector2 MapPoint(Vector2 point)
    {
        if (point.X < 0 || point.Y < 0 || point.X >= Size.Width || point.Y >= Size.Height)
        {
            return point;
        }

        Span<Vector2> moved = stackalloc Vector2[Lattice];
        int count = 0;
        for (int dy = -Reach; dy <= Reach; dy++)
        {
            int reach = Reach - Math.Abs(dy);
            for (int dx = -reach; dx <= reach; dx++)
            {
                int x = (int)MathF.Round(point.X + dx);
                int y = (int)MathF.Round(point.Y + dy);
                if ((uint)x < (uint)Size.Width && (uint)y < (uint)Size.Height)
                {
                    long at = ((long)y * Size.Width) + x;
                    var shift = new Vector2(displacement.X.Array[at], displacement.Y.Array[at]);
                    moved[count++] = new Vector2(x, y) + (shift / DisplacementField.Unit);
                }
            }
        }

        return count == 0 ? point : GeometricMedian.Of(moved[..count]);
    }

    public BoundingBox MapBox(BoundingBox box) => BoxMapping.AroundCorners(box, MapPoint, clip);

    public void Dispose() => displacement.Dispose();
}
