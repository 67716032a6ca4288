using System.Runtime.Intrinsics;
using RoDLA.Perturbations.Random;
using Xunit;

namespace RoDLA.Tests.Perturbations;

public sealed class RandomStreamTests
{
    /// <summary>Known answers published with Random123 (kat_vectors, philox4x32 10).</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0ul, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0x299f31d0_a4093822ul, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Block_KnownCounters_KnownAnswers(uint c0, uint c1, uint c2, uint c3, ulong key, uint w0, uint w1, uint w2, uint w3) =>
        Assert.Equal(Vector128.Create(w0, w1, w2, w3), Philox.Block(Vector128.Create(c0, c1, c2, c3), key));

    [Fact]
    public void EightBlocks_Vectorised_MatchesOneByOne()
    {
        var counter = Vector128.Create(4096u, 3, 7, 0xdeadbeef);
        uint[] fast = new uint[32];
        uint[] plain = new uint[32];
        Philox.EightBlocks(counter, 0x0123456789abcdef, fast);
        Philox.EightBlocksScalar(counter, 0x0123456789abcdef, plain);
        Assert.Equal(plain, fast);
    }

    [Theory]
    [InlineData(8, "speckle", 1, 0u)]
    [InlineData(7, "texture", 1, 0u)]
    [InlineData(7, "speckle", 2, 0u)]
    [InlineData(7, "speckle", 1, 1u)]
    public void Block_AnyPartOfTheKeyChanged_OtherNumbers(long seed, string name, int order, uint use) =>
        Assert.NotEqual(new RandomStream(7, "speckle", 1, 0).Block(0), new RandomStream(seed, name, order, use).Block(0));

    [Fact]
    public void FillRow_ManyRows_UniformAndUncorrelated()
    {
        const int Width = 1000;
        ushort[] row = new ushort[Width];
        double sum = 0;
        double squares = 0;
        double neighbours = 0;
        for (int y = 0; y < 200; y++)
        {
            new RandomStream(1, "test", 1, 0).FillRow(y, row);
            double[] values = [.. row.Select(value => ((value + 0.5) / 65536) - 0.5)];
            sum += values.Sum();
            squares += values.Sum(value => value * value);
            neighbours += values.Zip(values[1..], (a, b) => a * b).Sum();
        }

        Assert.InRange(sum / 200_000, -0.0033, 0.0033);
        Assert.InRange(squares / 200_000, (1 / 12.0) - 0.001, (1 / 12.0) + 0.001);
        Assert.InRange(neighbours / 200_000, -0.001, 0.001);
    }

    [Fact]
    public void NextNormal_ManyDraws_StandardNormal()
    {
        RandomCursor cursor = new RandomStream(3, "test", 1, 0).Cursor();
        double[] values = [.. Enumerable.Range(0, 50_000).Select(_ => cursor.NextNormal())];
        Assert.InRange(values.Average(), -0.023, 0.023);
        Assert.InRange(values.Average(value => value * value), 0.97, 1.03);
        Assert.InRange(values.Count(value => Math.Abs(value) > 1.96) / 50_000.0, 0.045, 0.055);
    }
}
