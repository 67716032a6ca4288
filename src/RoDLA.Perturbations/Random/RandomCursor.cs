namespace RoDLA.Perturbations.Random;

/// <summary>Draws the numbers of a stream in order, for uses that need few.</summary>
internal struct RandomCursor(RandomStream stream, ulong firstBlock)
{
    private ulong _block = firstBlock;
    private Vector128<uint> _words;
    private int _used = 4;

    /// <summary>32 random bits.</summary>
    public uint NextWord()
    {
        if (_used == 4)
        {
            _words = stream.Block(_block++);
            _used = 0;
        }

        return _words[_used++];
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble()
    {
        ulong high = NextWord() >> 5;
        ulong low = NextWord() >> 6;
        return ((high << 26) | low) * (1.0 / (1UL << 53));
    }

    /// <summary>Uniform in [0, <paramref name="count"/>).</summary>
    public int NextInt(int count) => (int)(((ulong)NextWord() * (uint)count) >> 32);

    /// <summary>Uniform in [<paramref name="from"/>, <paramref name="to"/>), or <paramref name="from"/> when that is empty.</summary>
    public int NextInt(int from, int to) => from + NextInt(Math.Max(1, to - from));

    /// <summary>Standard normal (Box and Muller).</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }
}
