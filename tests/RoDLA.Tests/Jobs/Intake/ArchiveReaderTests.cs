using System.IO.Compression;
using System.Text;
using NSubstitute;
using RoDLA.Jobs.Intake;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Jobs.Intake;

public sealed class ArchiveReaderTests
{
    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.SmallestSize)]
    [InlineData(CompressionLevel.NoCompression)]
    public void Extract_ArchiveOfTheFramework_ExtractsIdenticalBytes(CompressionLevel level)
    {
        string[] files = ["jpeg-baseline.jpg", "png-rgb16.png", "tiff-lzw.tif", "webp-lossy.webp", "gif-frames.gif", "bmp-24.bmp", "pdf-encrypted.pdf"];
        using MemoryStream zip = new();
        using (ZipArchive writer = new(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string file in files)
            {
                using Stream entry = writer.CreateEntry("scans/" + file, level).Open();
                entry.Write(Fixture.Bytes(file));
            }
        }

        using Archives archives = new();
        ArchiveContents contents = archives.Read(zip.ToArray());

        Assert.Equal(files.Select(f => "scans/" + f), contents.Images.Select(i => i.Name));
        Assert.Equal(0, contents.Ignored);
        Assert.All(contents.Images.Zip(files), pair => Assert.Equal(Fixture.Bytes(pair.Second), File.ReadAllBytes(pair.First.Path)));
    }

    [Fact]
    public void Extract_ArchiveWrittenWithoutSeeking_IsRead()
    {
        // Sizes then follow the data of each entry.
        using MemoryStream zip = new();
        using (OneWay oneWay = new(zip))
        using (ZipArchive writer = new(oneWay, ZipArchiveMode.Create))
        {
            foreach (string name in new[] { "a.png", "b.png" })
            {
                using Stream entry = writer.CreateEntry(name).Open();
                entry.Write(Archives.Png);
            }
        }

        using Archives archives = new();
        Assert.Equal(["a.png", "b.png"], archives.Read(zip.ToArray()).Images.Select(i => i.Name));
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, true, true)]
    public void Extract_Zip64AndDataDescriptors_AreRead(bool bigEntry, bool bigEnd, bool descriptor)
    {
        ZipForge forge = new() { IsBig = bigEnd, Comment = "Scanned on Monday."u8.ToArray() };
        foreach (bool deflate in new[] { true, false })
        {
            ForgedEntry entry = forge.Add($"{deflate}.png", Archives.Png, deflate);
            entry.IsBig = bigEntry;
            entry.Flags |= descriptor ? (ushort)8 : (ushort)0;
            entry.Extra = [0x55, 0x54, 5, 0, 1, 2, 3, 4, 5];
            entry.Comment = "PK\u0005\u0006"u8.ToArray();
        }

        using Archives archives = new();
        ArchiveContents contents = archives.Read(forge.Build());

        Assert.All(contents.Images, i => Assert.Equal(Archives.Png, File.ReadAllBytes(i.Path)));
        Assert.Equal(["True.png", "False.png"], contents.Images.Select(i => i.Name));
    }

    [Fact]
    public void Extract_FoldersAndFilesOfFileManagers_AreSkippedAndCounted()
    {
        ZipForge forge = new();
        forge.Add("scans/", [], deflate: false);
        forge.Add("scans/a.png", Archives.Png);
        forge.Add("__MACOSX/scans/._a.png", [1, 2, 3]);
        forge.Add("scans/._b.png", [1, 2, 3]);
        forge.Add("scans/.DS_Store", [1, 2, 3]);
        forge.Add("scans/Thumbs.db", [1, 2, 3]);
        forge.Add("DESKTOP.INI", [1, 2, 3]);
        forge.Add("old\\", [], deflate: false);

        using Archives archives = new();
        ArchiveContents contents = archives.Read(forge.Build());

        Assert.Equal("scans/a.png", Assert.Single(contents.Images).Name);
        Assert.Equal(7, contents.Ignored);
    }

    [Theory]
    [InlineData("a\0b.png", "ab.png")]
    [InlineData("a\r\nb\u001B[31m.png", "ab[31m.png")]
    [InlineData("a\u202Egnp.exe", "agnp.exe")]
    [InlineData("a..b/..c/x.png", "a..b/..c/x.png")]
    [InlineData("", "entry")]
    [InlineData(" scan 1 . png ", "scan 1 . png")]
    [InlineData("Käse/ページ.png", "Käse/ページ.png")]
    public void Extract_AnyName_IsForDisplayOnly(string name, string shown)
    {
        ZipForge forge = new();
        forge.Add(name, Archives.Png);

        using Archives archives = new();
        DraftFile image = Assert.Single(archives.Read(forge.Build()).Images);

        Assert.Equal(shown, image.Name);
        Assert.Equal(Path.Combine(archives.Draft.InputFolder, "000001"), image.Path);
    }

    [Fact]
    public void Extract_NoRoomForTheContent_IsRefusedBeforeWriting()
    {
        ZipForge forge = new();
        forge.Add("a.png", Archives.Png);
        forge.Add("b.jpg", Archives.Jpeg);
        using Archives archives = new();
        archives.Disk.When(d => d.ThrowIfFull(Archives.Png.Length + Archives.Jpeg.Length)).Throw(new JobRefusedException(RefusalReason.DiskFull, "full"));

        Assert.Throws<JobRefusedException>(() => archives.Read(forge.Build()));

        Assert.Equal(0, archives.Draft.UnpackedBytes);
        Assert.Empty(Directory.GetFiles(archives.Draft.InputFolder));
    }

    [Fact]
    public void Extract_SeveralArchivesOfAJob_ShareOneLimit()
    {
        ZipForge forge = new();
        byte[] image = [.. Headers.Bmp(1, 1), .. new byte[700_000]];
        forge.Add("a.bmp", image);
        using Archives archives = new(o => o.MaxTotalMegabytes = 1);
        archives.Read(forge.Build());

        ArchiveException e = Assert.Throws<ArchiveException>(() => archives.Read(forge.Build()));

        Assert.Equal(ArchiveFault.TooLarge, e.Fault);
        Assert.Equal(image.Length, archives.Draft.UnpackedBytes);
    }

    [Theory]
    [InlineData("../../../x.png")]
    [InlineData("a/../../b/./x.png")]
    [InlineData("..\\..\\x.png")]
    [InlineData("a/ .. /x.png")]
    [InlineData("..")]
    [InlineData("../")]
    [InlineData("/etc/x.png")]
    [InlineData("C:\\Windows\\x.png")]
    [InlineData("C:/x.png")]
    [InlineData("\\\\server\\share\\x.png")]
    [InlineData("//server//x.png")]
    [InlineData("/__MACOSX/._x.png")]
    public void Extract_NameThatLeavesTheFolder_IsRefused(string name)
    {
        ZipForge forge = new();
        forge.Add("good.png", Archives.Png);
        forge.Add(name, Archives.Png);

        using Archives archives = new();
        ArchiveException e = Assert.Throws<ArchiveException>(() => archives.Read(forge.Build()));

        Assert.Equal(ArchiveFault.UnsafeNames, e.Fault);
        Assert.Single(e.Entries);
        Assert.Empty(Directory.GetFiles(archives.Draft.InputFolder));
    }

    [Fact]
    public void Extract_LongName_IsTruncatedAtTheStart()
    {
        ZipForge forge = new();
        forge.Add(string.Concat(Enumerable.Repeat("folder/", 9000)) + "page 17.png", Archives.Png);

        using Archives archives = new();
        string name = Assert.Single(archives.Read(forge.Build()).Images).Name;

        Assert.InRange(name.Length, 100, 200);
        Assert.EndsWith("folder/page 17.png", name, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_NameInCodePage437_IsDecoded()
    {
        ZipForge forge = new();
        ForgedEntry entry = forge.Add("x", Archives.Png);
        entry.Flags = 0;
        entry.Name = [(byte)'K', 0x84, (byte)'s', (byte)'e'];

        using Archives archives = new();
        Assert.Equal("Käse", Assert.Single(archives.Read(forge.Build()).Images).Name);
    }

    [Fact]
    public void Extract_SameNameTwice_GivesTwoImages()
    {
        ZipForge forge = new();
        forge.Add("a.png", Archives.Png);
        forge.Add("a.png", Archives.Jpeg);

        using Archives archives = new();
        ArchiveContents contents = archives.Read(forge.Build());

        Assert.Equal(Archives.Png, File.ReadAllBytes(contents.Images[0].Path));
        Assert.Equal(Archives.Jpeg, File.ReadAllBytes(contents.Images[1].Path));
    }

    [Fact]
    public void Extract_TwoArchivesIntoOneJob_WriteSeparateFiles()
    {
        ZipForge forge = new();
        forge.Add("a.png", Archives.Png);

        using Archives archives = new();
        ArchiveContents first = archives.Read(forge.Build());
        File.Delete(first.Images[0].Path);
        ArchiveContents second = archives.Read(forge.Build());

        Assert.NotEqual(first.Images[0].Path, second.Images[0].Path);
    }

    [Fact]
    public void Extract_BlankUncompressedScan_IsAccepted()
    {
        byte[] scan = new byte[30_000_000];
        Array.Fill(scan, (byte)255);
        Headers.Bmp(2480, 3508).CopyTo(scan, 0);
        ZipForge forge = new();
        ForgedEntry entry = forge.Add("blank.bmp", scan);
        Assert.InRange(scan.Length / entry.Data.Length, 900, 1100);

        using Archives archives = new();
        Assert.Equal(scan.Length, new FileInfo(Assert.Single(archives.Read(forge.Build()).Images).Path).Length);
    }

    [Fact]
    public void Extract_WrongExtension_IsDecidedByContent()
    {
        ZipForge forge = new();
        forge.Add("page.txt", Archives.Png);
        forge.Add("noextension", Archives.Jpeg);

        using Archives archives = new();
        Assert.Equal(2, archives.Read(forge.Build()).Images.Count);
    }

    [Fact]
    public async Task ExtractAsync_Cancelled_LeavesNoFiles()
    {
        ZipForge forge = new();
        for (int i = 0; i < 500; i++)
        {
            forge.Add($"{i}.png", Archives.Png);
        }

        using Archives archives = new();
        using CancellationTokenSource cancel = new();
        Task<ArchiveContents> reading = archives.ReadAsync(forge.Build(), cancel.Token);
        await Fixtures.Eventually.HoldsAsync(() => Directory.GetFiles(archives.Draft.InputFolder).Length > 3);
        await cancel.CancelAsync();

        // It may have just finished.
        if (await Record.ExceptionAsync(() => reading) is { } e)
        {
            Assert.IsAssignableFrom<OperationCanceledException>(e);
            archives.AssertFiles([]);
        }
    }

    [Theory]
    [InlineData("PK\u0003\u0004", true)]
    [InlineData("PK\u0005\u0006", true)]
    [InlineData("PK\u0007\u0008", true)]
    [InlineData("PK\u0001\u0002", false)]
    [InlineData("PK", false)]
    [InlineData("", false)]
    [InlineData("GIF89a", false)]
    public void IsArchive_FirstBytes_Decide(string head, bool isArchive) => Assert.Equal(isArchive, ArchiveMarks.IsArchive(Encoding.Latin1.GetBytes(head)));

    private sealed class OneWay(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
