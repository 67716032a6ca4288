using System.Text;
using RoDLA.Jobs.Intake;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Jobs.Intake;

public sealed class HostileArchiveTests
{
    private static readonly byte[] Blank = [.. Headers.Bmp(1, 1), .. new byte[1_000_000]];

    [Fact]
    public void Extract_HundredThousandEmptyEntries_AreRefusedInLittleMemory()
    {
        // More than the small end record can count.
        ZipForge forge = new() { IsBig = true };
        for (int i = 0; i < 100_000; i++)
        {
            forge.Add($"{i}.png", [], deflate: false);
        }

        byte[] zip = forge.Build();
        using Archives archives = new();
        long before = GC.GetAllocatedBytesForCurrentThread();
        ArchiveException e = archives.Refuse(zip, ArchiveFault.TooManyEntries);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal("The archive has 100000 entries; 20000 are allowed.", e.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20_000)]
    [InlineData(34_464)]
    public void Extract_MoreEntriesThanDeclared_AreRefusedInLittleMemory(int said)
    {
        // The last is 100,000 in 16 bits.
        ZipForge forge = new() { SaidCount = said };
        for (int i = 0; i < 100_000; i++)
        {
            forge.Add($"{i}.png", [], deflate: false);
        }

        byte[] zip = forge.Build();
        using Archives archives = new();
        long before = GC.GetAllocatedBytesForCurrentThread();
        archives.Refuse(zip, said > 20_000 ? ArchiveFault.TooManyEntries : ArchiveFault.Damaged);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void Extract_CountLargerThanTheDirectory_IsRefused()
    {
        ZipForge forge = new() { IsBig = true, SaidCount = long.MaxValue };
        forge.Add("a.png", Archives.Png);
        using Archives archives = new();
        archives.Refuse(forge.Build(), ArchiveFault.Damaged);

        using Archives many = new(o => o.MaxEntries = 1_000_000);
        forge.SaidCount = 1_000_000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        many.Refuse(forge.Build(), ArchiveFault.Damaged);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Extract_ManyBlankImages_AreRefusedByTheirRatio()
    {
        ZipForge forge = new();
        for (int i = 0; i < 100; i++)
        {
            forge.Add($"{i}.bmp", Blank);
        }

        using Archives archives = new(o => o.MaxFileMegabytes = 10);
        ArchiveException e = archives.Refuse(forge.Build(), ArchiveFault.SuspiciousRatio);

        Assert.Equal("The archive unpacks to more than 200 times its size, unlike scans.", e.Message);
        using Archives lenient = new(o =>
        {
            o.MaxFileMegabytes = 10;
            o.MaxRatio = 2000;
        });
        Assert.Equal(100, lenient.Read(forge.Build()).Images.Count);
    }

    [Fact]
    public void Extract_NestedArchive_IsRefused()
    {
        // Like 42.zip: nested archives.
        byte[] inner = Archives.Png;
        for (int layer = 0; layer < 5; layer++)
        {
            ZipForge forge = new();
            for (int i = 0; i < 16; i++)
            {
                forge.Add($"{layer}/{i}.zip", inner, deflate: layer % 2 == 0);
            }

            inner = forge.Build();
        }

        using Archives archives = new();
        Assert.Equal(["4/0.zip"], archives.Refuse(inner, ArchiveFault.Nested).Entries);
    }

    [Theory]
    [InlineData("1F8B0800")]
    [InlineData("425A6839")]
    [InlineData("FD377A585A00")]
    [InlineData("28B52FFD")]
    [InlineData("04224D18")]
    [InlineData("377ABCAF271C")]
    [InlineData("526172211A0700")]
    [InlineData("4D53434600000000")]
    [InlineData("504B0506000000000000")]
    public void Extract_NestedArchiveOfAnotherKind_IsRefusedByContent(string head)
    {
        ZipForge forge = new();
        forge.Add("scan.png", [.. Convert.FromHexString(head), .. "%PDF-1.7"u8]);
        using Archives archives = new();
        archives.Refuse(forge.Build(), ArchiveFault.Nested);
    }

    [Fact]
    public void Extract_TarInside_IsRefused()
    {
        byte[] tar = new byte[2048];
        Encoding.ASCII.GetBytes("scan.png").CopyTo(tar, 0);
        "ustar"u8.CopyTo(tar.AsSpan(257));
        ZipForge forge = new();
        forge.Add("scans.tar", tar);
        using Archives archives = new();
        archives.Refuse(forge.Build(), ArchiveFault.Nested);
    }

    [Fact]
    public void Extract_OverlappingEntries_AreRefused()
    {
        // Every directory entry refers to the same data.
        ZipForge forge = new();
        ForgedEntry kernel = forge.Add("0.bmp", Blank);
        for (int i = 1; i < 1000; i++)
        {
            ForgedEntry copy = forge.Add($"{i}.bmp", []);
            (copy.Size, copy.Packed, copy.Checksum, copy.Offset, copy.IsWritten) = (kernel.Size, kernel.Packed, kernel.Checksum, 0, false);
        }

        using Archives archives = new(o => o.MaxFileMegabytes = 2000);
        Assert.Contains("overlaps another entry", archives.Refuse(forge.Build(), ArchiveFault.Damaged).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_EntriesThatContainTheNextHeaders_AreRefused()
    {
        // The data of each entry contain the next entry with its header: quadratic total size.
        ZipForge inner = new();
        ForgedEntry kernel = inner.Add("b.png", Archives.Png, deflate: false);
        byte[] local = inner.Build()[..(30 + 5 + Archives.Png.Length)];
        ZipForge forge = new();
        ForgedEntry outer = forge.Add("a.png", local, deflate: false);
        ForgedEntry quoted = forge.Add("b.png", Archives.Png, deflate: false);
        (quoted.IsWritten, quoted.Offset, quoted.Checksum) = (false, 35, kernel.Checksum);
        outer.Size = local.Length;

        using Archives archives = new();
        archives.Refuse(forge.Build(), ArchiveFault.Damaged);
    }

    [Fact]
    public void Extract_EntryThatOverlapsTheDirectory_IsRefused()
    {
        ZipForge forge = new();
        ForgedEntry entry = forge.Add("a.png", Archives.Png, deflate: false);
        entry.Packed = entry.Size = Archives.Png.Length + 10;
        using Archives archives = new();
        archives.Refuse(forge.Build(), ArchiveFault.Damaged);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(999_999)]
    public void Extract_DeclaredSizeTooSmall_IsFoundWhileUnpacking(int said)
    {
        ZipForge forge = new();
        forge.Add("a.bmp", Blank).Size = said;
        using Archives archives = new();
        long before = GC.GetAllocatedBytesForCurrentThread();

        archives.Refuse(forge.Build(), said <= 1 ? ArchiveFault.NotImages : ArchiveFault.Damaged);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Extract_BombWithSmallDeclaredSize_WritesAtMostTheDeclaredSize()
    {
        // 400 MB from 400 KB.
        byte[] zeros = new byte[400_000_000];
        Headers.Bmp(1, 1).CopyTo(zeros, 0);
        ZipForge forge = new();
        forge.Add("a.bmp", zeros).Size = 200_000;
        byte[] zip = forge.Build();
        using Archives archives = new();
        long before = GC.GetAllocatedBytesForCurrentThread();

        ArchiveException e = archives.Refuse(zip, ArchiveFault.Damaged);

        Assert.Equal("The archive is damaged: 'a.bmp' is larger than declared.", e.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData(1_000_055)]
    [InlineData(40_000_000)]
    public void Extract_DeclaredSizeTooLarge_IsDamaged(int said)
    {
        ZipForge forge = new();
        forge.Add("a.bmp", Blank).Size = said;
        using Archives archives = new();
        archives.Refuse(forge.Build(), ArchiveFault.Damaged);
    }

    [Fact]
    public void Extract_EntryOverTheLimit_IsRefusedByName()
    {
        ZipForge forge = new();
        forge.Add("small.png", Archives.Png);
        forge.Add("large.bmp", [.. Blank, .. Blank]);
        using Archives archives = new(o => o.MaxFileMegabytes = 1);

        ArchiveException e = archives.Refuse(forge.Build(), ArchiveFault.TooLarge);

        Assert.Equal(["large.bmp"], e.Entries);
        Assert.Equal("The archive contains files of more than 1 MB: large.bmp.", e.Message);
    }

    [Fact]
    public void Extract_SizeThatOverflows_IsRefused()
    {
        foreach (long size in new[] { long.MaxValue, long.MaxValue / 4, 1L << 60, -1 })
        {
            ZipForge forge = new();
            for (int i = 0; i < 20; i++)
            {
                ForgedEntry entry = forge.Add($"{i}.png", Archives.Png);
                (entry.IsBig, entry.Size) = (true, size);
            }

            using Archives archives = new();
            ArchiveException e = Assert.Throws<ArchiveException>(() => archives.Read(forge.Build()));
            Assert.True(e.Fault is ArchiveFault.TooLarge or ArchiveFault.Damaged);
        }
    }

    [Fact]
    public void Extract_TotalSizeOverTheLimit_IsRefused()
    {
        ZipForge forge = new();
        forge.Add("a.bmp", Blank, deflate: false);
        forge.Add("b.bmp", Blank, deflate: false);
        using Archives archives = new(o => o.MaxTotalMegabytes = 1);
        archives.Refuse(forge.Build(), ArchiveFault.TooLarge);
    }

    [Fact]
    public void Extract_MoreImagesThanTheJobTakes_IsRefused()
    {
        ZipForge forge = new();
        forge.Add("a.png", Archives.Png);
        forge.Add("b.png", Archives.Png);
        forge.Add("folder/", [], deflate: false);
        using Archives archives = new();

        Assert.Equal(
            "The archive contains 2 files; at most 1 may be added.", archives.Refuse(forge.Build(), ArchiveFault.TooManyEntries, imagesLeft: 1).Message);
        Assert.Equal(2, archives.Read(forge.Build(), imagesLeft: 2).Images.Count);
        using Archives few = new(o => o.MaxImages = 1);
        few.Refuse(forge.Build(), ArchiveFault.TooManyEntries);
    }

    [Theory]
    [InlineData(0x0001, 8)]
    [InlineData(0x0041, 8)]
    [InlineData(0x2001, 8)]
    [InlineData(0x0000, 99)]
    public void Extract_Encrypted_IsRefusedByName(int flags, int method)
    {
        ZipForge forge = new();
        forge.Add("open.png", Archives.Png);
        ForgedEntry entry = forge.Add("secret.png", Archives.Png);
        (entry.Flags, entry.Method) = ((ushort)flags, (ushort)method);
        using Archives archives = new();
        Assert.Equal(["secret.png"], archives.Refuse(forge.Build(), ArchiveFault.Encrypted).Entries);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(14)]
    [InlineData(93)]
    public void Extract_RareCompression_IsUnsupported(int method)
    {
        ZipForge forge = new();
        forge.Add("a.png", Archives.Png).Method = (ushort)method;
        using Archives archives = new();
        Assert.Equal(["a.png"], archives.Refuse(forge.Build(), ArchiveFault.Unsupported).Entries);
    }

    [Fact]
    public void Extract_SeveralDisks_AreUnsupported()
    {
        foreach (Action<ZipForge> change in new Action<ZipForge>[]
        {
            f => f.Disk = 1, f => f.DirectoryDisk = 1, f => f.Entries[0].Disk = 1, f => (f.IsBig, f.Disk) = (true, 2),
        })
        {
            ZipForge forge = new();
            forge.Add("a.png", Archives.Png);
            change(forge);
            using Archives archives = new();
            archives.Refuse(forge.Build(), ArchiveFault.Unsupported);
        }
    }

    [Fact]
    public void Extract_FilesThatAreNotImages_AreNamedUpToTwenty()
    {
        ZipForge forge = new();
        forge.Add("a.png", Archives.Png);
        for (int i = 0; i < 25; i++)
        {
            forge.Add($"notes/{i}.txt", Encoding.ASCII.GetBytes("Not an image, however it is named."));
        }

        using Archives archives = new();
        ArchiveException e = archives.Refuse(forge.Build(), ArchiveFault.NotImages);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"notes/{i}.txt"), e.Entries);
        Assert.EndsWith("notes/19.txt and 5 more.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_NoImage_IsEmpty()
    {
        using Archives archives = new();
        archives.Refuse(new ZipForge().Build(), ArchiveFault.Empty);
        archives.Refuse(new ZipForge { IsBig = true }.Build(), ArchiveFault.Empty);
        ZipForge folders = new();
        folders.Add("folder/", [], deflate: false);
        folders.Add("folder/.DS_Store", [1]);
        archives.Refuse(folders.Build(), ArchiveFault.Empty);
    }

    [Fact]
    public void Extract_WrongChecksum_IsDamagedAndFilesAreRemoved()
    {
        ZipForge forge = new();
        forge.Add("a.png", Archives.Png);
        forge.Add("b.png", Archives.Png).Checksum ^= 1;
        using Archives archives = new();
        Assert.Equal(
            "The archive is damaged: the checksum of 'b.png' does not match.", archives.Refuse(forge.Build(), ArchiveFault.Damaged).Message);
    }

    [Fact]
    public void Extract_HeadersInconsistentWithTheDirectory_AreDamaged()
    {
        foreach (Action<ForgedEntry> change in new Action<ForgedEntry>[]
        {
            e => e.LocalFlags = 0x0801, e => e.LocalMethod = 0, e => e.Offset = 1, e => e.Offset = 1_000_000, e => e.Packed = 100_000,
            e => e.Data = [.. e.Data.Select(b => (byte)~b)],
        })
        {
            ZipForge forge = new();
            change(forge.Add("a.png", Archives.Png));
            using Archives archives = new();
            archives.Refuse(forge.Build(), ArchiveFault.Damaged);
        }
    }

    [Fact]
    public void Extract_InconsistentEndRecord_IsDamaged()
    {
        foreach (Action<ZipForge> change in new Action<ZipForge>[]
        {
            f => f.Prefix = "#!/bin/sh\n"u8.ToArray(), f => (f.Prefix, f.ShiftsPlaces) = ([0xFF, 0xD8, 0xFF, 0xE0], true), f => f.SaidCount = 0,
            f => f.SaidCount = 2, f => f.SaidDirectorySize = 1, f => f.SaidDirectoryOffset = 0, f => f.SaidDirectoryOffset = uint.MaxValue - 1,
            f => (f.IsBig, f.SaidDirectoryOffset) = (true, -1), f => (f.IsBig, f.SaidDirectorySize) = (true, long.MinValue),
            f => (f.IsBig, f.SaidDirectorySize) = (true, long.MaxValue),
        })
        {
            ZipForge forge = new();
            forge.Add("a.png", Archives.Png);
            change(forge);
            using Archives archives = new();
            archives.Refuse(forge.Build(), ArchiveFault.Damaged);
        }
    }

    [Fact]
    public void Extract_SecondEndInTheComment_IsDamaged()
    {
        // Readers would disagree on which directory is valid.
        ZipForge hidden = new();
        hidden.Add("other.png", Archives.Jpeg);
        ZipForge forge = new();
        forge.Add("a.png", Archives.Png);
        forge.Comment = hidden.Build();
        using Archives archives = new();
        Assert.Equal("The archive is damaged: it has two end records.", archives.Refuse(forge.Build(), ArchiveFault.Damaged).Message);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(512, true)]
    [InlineData(65_536, false)]
    [InlineData(65_536, true)]
    public void Extract_PaddingBehindTheEnd_IsSkipped(int length, bool isBig)
    {
        ZipForge forge = new() { IsBig = isBig, Comment = new byte[isBig ? 40 : 0] };
        forge.Add("a.png", Archives.Png);
        byte[] padding = new byte[length];
        new Random(length).NextBytes(padding.AsSpan(length / 2));
        using Archives archives = new();
        Assert.Single(archives.Read([.. forge.Build(), .. padding]).Images);
    }

    [Fact]
    public void Extract_MoreThanPaddingBehindTheEnd_IsDamaged()
    {
        ZipForge forge = new();
        forge.Add("a.png", Archives.Png);
        byte[] zip = forge.Build();
        using Archives archives = new();
        archives.Refuse([.. zip, .. new byte[65_537]], ArchiveFault.Damaged);

        // Readers would disagree on which of two archives is valid.
        archives.Refuse([.. zip, .. zip], ArchiveFault.Damaged);
        archives.Refuse([.. zip, .. zip, 0], ArchiveFault.Damaged);
    }

    [Fact]
    public void Extract_TruncatedAnywhere_IsDamaged()
    {
        ZipForge forge = new() { IsBig = true, Comment = new byte[40] };
        forge.Add("a.png", Archives.Png);
        forge.Add("b.jpg", Archives.Jpeg, deflate: false).IsBig = true;
        byte[] zip = forge.Build();
        using Archives archives = new();
        for (int length = zip.Length - 1; length >= 0; length -= length > zip.Length - 400 ? 1 : 97)
        {
            archives.Refuse(zip[..length], ArchiveFault.Damaged);
        }

        Assert.Equal(2, archives.Read(zip).Images.Count);
    }

    [Fact]
    public void Extract_ManyImages_AllocatesLittleMemory()
    {
        byte[] image = new byte[500_000];
        new Random(1).NextBytes(image);
        Headers.Bmp(10, 10).CopyTo(image, 0);
        ZipForge forge = new();
        for (int i = 0; i < 200; i++)
        {
            forge.Add($"{i}.bmp", image, deflate: i % 2 == 0);
        }

        byte[] zip = forge.Build();
        using Archives archives = new();
        long before = GC.GetAllocatedBytesForCurrentThread();
        ArchiveContents contents = archives.Read(zip);

        // 100 MB were unpacked.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        Assert.All(contents.Images, i => Assert.Equal(image.Length, new FileInfo(i.Path).Length));
    }
}
