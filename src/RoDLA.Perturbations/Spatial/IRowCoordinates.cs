namespace RoDLA.Perturbations.Spatial;

/// <summary>Says where on the old page the pixels of the new one lie; along a row neither coordinate turns back.</summary>
internal unsafe interface IRowCoordinates
{
    /// <summary>Most positions asked for at once.</summary>
    const int Most = 256;

    /// <summary>Positions that may be written beyond those asked for.</summary>
    const int Overrun = 8;

    /// <summary>
    /// Positions of <paramref name="count"/> pixel centres from <paramref name="x"/> on of row <paramref name="y"/>, in 32nds of a pixel.
    /// </summary>
    void Fill(int y, int x, int count, int* across, int* down);
}
