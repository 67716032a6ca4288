namespace RoDLA.Perturbations.Geometry;

/// <summary>A projective map of the plane: (x, y, 1) times the rows (A B C; D E F; G H I), divided by the third.</summary>
internal readonly record struct Homography(double A, double B, double C, double D, double E, double F, double G, double H, double I)
{
    private const int Unknowns = 8;

    public static Homography Scale(double x, double y) => new(x, 0, 0, 0, y, 0, 0, 0, 1);

    /// <summary>
    /// A rotation by <paramref name="degrees"/> counter-clockwise (y pointing down) about one point, and a shift of that point to another.
    /// </summary>
    public static Homography Rotation(double degrees, double fromX, double fromY, double toX, double toY)
    {
        double cos = Math.Cos(degrees * Math.PI / 180);
        double sin = Math.Sin(degrees * Math.PI / 180);
        return new(cos, sin, toX - (cos * fromX) - (sin * fromY), -sin, cos, toY + (sin * fromX) - (cos * fromY), 0, 0, 1);
    }

    /// <summary>The map that takes four points to four others, or null when three of the points lie on one line.</summary>
    public static Homography? Between(ReadOnlySpan<Vector2> from, ReadOnlySpan<Vector2> to)
    {
        Span<double> system = stackalloc double[Unknowns * (Unknowns + 1)];
        for (int i = 0; i < 4; i++)
        {
            (double x, double y) = (from[i].X, from[i].Y);
            (double u, double v) = (to[i].X, to[i].Y);
            ReadOnlySpan<double> first = [x, y, 1, 0, 0, 0, -x * u, -y * u, u];
            ReadOnlySpan<double> second = [0, 0, 0, x, y, 1, -x * v, -y * v, v];
            first.CopyTo(system[(i * (Unknowns + 1))..]);
            second.CopyTo(system[((i + 4) * (Unknowns + 1))..]);
        }

        return LinearSystem.TrySolve(system, Unknowns)
            ? new(system[0], system[1], system[2], system[3], system[4], system[5], system[6], system[7], 1)
            : null;
    }

    /// <summary>This map first, then <paramref name="next"/>.</summary>
    public Homography Then(Homography next) => new(
        (next.A * A) + (next.B * D) + (next.C * G), (next.A * B) + (next.B * E) + (next.C * H), (next.A * C) + (next.B * F) + (next.C * I),
        (next.D * A) + (next.E * D) + (next.F * G), (next.D * B) + (next.E * E) + (next.F * H), (next.D * C) + (next.E * F) + (next.F * I),
        (next.G * A) + (next.H * D) + (next.I * G), (next.G * B) + (next.H * E) + (next.I * H), (next.G * C) + (next.H * F) + (next.I * I));

    public Homography Inverse()
    {
        double a = (E * I) - (F * H);
        double b = (F * G) - (D * I);
        double c = (D * H) - (E * G);
        double scale = 1 / ((A * a) + (B * b) + (C * c));
        return new(
            a * scale, ((C * H) - (B * I)) * scale, ((B * F) - (C * E)) * scale,
            b * scale, ((A * I) - (C * G)) * scale, ((C * D) - (A * F)) * scale,
            c * scale, ((B * G) - (A * H)) * scale, ((A * E) - (B * D)) * scale);
    }

    public (double X, double Y) Map(double x, double y)
    {
        double w = 1 / ((G * x) + (H * y) + I);
        return (((A * x) + (B * y) + C) * w, ((D * x) + (E * y) + F) * w);
    }

    public Vector2 Map(Vector2 point)
    {
        (double x, double y) = Map(point.X, point.Y);
        return new Vector2((float)x, (float)y);
    }
}
