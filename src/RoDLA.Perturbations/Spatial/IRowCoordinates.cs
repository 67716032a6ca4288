namespace RoDLA.Perturbations.Spatial;

/// <summary>Says where on the old page the pixels of the new one lie.</summary>
internal interface IRowCoordinates
{
    /// <summary>Positions of pixel centres <paramref name="x"/>, x + 1, ... of row <paramref name="y"/>, in 32nds of a pixel.</summary>
    void Fill(int y, int x, Span<int> across, Span<int> down);
}
