using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RoDLA.Jobs.Intake;
using Xunit;

namespace RoDLA.Tests.Jobs.Intake;

/// <summary>Properties for any bytes.</summary>
public sealed class MutatedArchiveTests
{
    private static readonly byte[][] Good = [Forge(isBig: false, descriptor: 0), Forge(isBig: true, descriptor: 0), Forge(isBig: false, descriptor: 8)];
    private static readonly byte[] Telling = [0, 1, 2, 4, 7, 8, 0x4B, 0x50, 0x7F, 0x80, 0xFE, 0xFF];

    private static Arbitrary<byte[]> AnyArchive =>
        (from good in Gen.Elements(Good)
         from changes in Gen.Choose(0, 5)
         from places in Gen.OneOf(Gen.Choose(0, good.Length - 1), Gen.Choose(good.Length - 300, good.Length - 1), Gen.Choose(0, 80)).ArrayOf(changes)
         from values in Gen.OneOf(Gen.Choose(0, 255).Select(v => (byte)v), Gen.Elements(Telling)).ArrayOf(changes)
         from cut in Gen.OneOf(Gen.Constant(0), Gen.Constant(0), Gen.Choose(0, good.Length))
         from moved in Gen.OneOf(Gen.Constant(0), Gen.Constant(0), Gen.Choose(1, 200))
         select Mutate(good, places, values, cut, moved)).ToArbitrary();

    [Fact]
    public void Extract_AnyBytes_ExtractsCompleteImagesOrThrowsArchiveException()
    {
        int refused = 0;
        int read = 0;
        Prop.ForAll(AnyArchive, zip =>
        {
            using Archives archives = new();
            try
            {
                foreach (DraftFile image in archives.Read(zip).Images)
                {
                    // By the checksum every extracted image is one of the originals.
                    Assert.Contains(File.ReadAllBytes(image.Path), new[] { Archives.Png, Archives.Jpeg });
                }

                read++;
            }
            catch (ArchiveException e)
            {
                Assert.NotEmpty(e.Message);
                archives.AssertFiles([]);
                refused++;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

        Assert.True(refused > 300 && read > 100, $"{refused} refused, {read} read");
    }

    [Fact]
    public void Extract_EveryByteFlipped_ExtractsCompleteImagesOrThrowsArchiveException()
    {
        byte[] good = Good[1];
        using Archives archives = new();
        for (int at = 0; at < good.Length; at += at is > 60 and < 8000 ? 61 : 1)
        {
            byte[] turned = [.. good];
            turned[at] ^= 0xFF;
            try
            {
                foreach (DraftFile image in archives.Read(turned).Images)
                {
                    Assert.Contains(File.ReadAllBytes(image.Path), new[] { Archives.Png, Archives.Jpeg });
                    File.Delete(image.Path);
                }
            }
            catch (ArchiveException)
            {
                archives.AssertFiles([]);
            }
        }
    }

    private static byte[] Mutate(byte[] good, int[] places, byte[] values, int cut, int moved)
    {
        byte[] bytes = [.. good[..^cut]];
        foreach ((int place, byte value) in places.Zip(values).Where(p => p.First < bytes.Length))
        {
            bytes[place] = value;
        }

        return moved < bytes.Length ? [.. bytes[moved..], .. bytes[..moved]] : bytes;
    }

    private static byte[] Forge(bool isBig, ushort descriptor)
    {
        ZipForge forge = new() { IsBig = isBig, Comment = Encoding.ASCII.GetBytes("A comment.") };
        foreach (ForgedEntry entry in new[] { forge.Add("a/b.png", Archives.Png), forge.Add("c.jpg", Archives.Jpeg, deflate: false), forge.Add("d/", [], deflate: false) })
        {
            entry.IsBig = isBig;
            entry.Flags |= descriptor;
        }

        return forge.Build();
    }
}
