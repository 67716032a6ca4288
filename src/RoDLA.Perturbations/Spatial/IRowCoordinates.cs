namespace RoDLA.Perturbations.Spatial;

/// <summary>Positions on the old page of the pixels of the new one; along a row both coordinates are monotonic.</summary>
internal unsafe interface IRowCoordinates
{
    /// <summary>Maximum number of positions per call.</summary>
    const int Most = 256;

    /// <summary>Positions that may be written beyond those requested.</summary>
    const int Overrun = 8;

    /// <summary>
    /// Positions of <paramref name="count"/> pixel centres from <paramref name="x"/> on of row <paramref name="y"/>, in 32nds of a pixel.
    /// </summary>
    void Fill(int y, int x, int count, int* across, int* down);
}
