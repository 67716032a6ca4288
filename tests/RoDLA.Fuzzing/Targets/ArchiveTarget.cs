using RoDLA.Jobs.Intake;

namespace RoDLA.Fuzzing.Targets;

/// <summary>The reader of ZIP archives.</summary>
internal sealed class ArchiveTarget : IFuzzTarget
{
    private const int MaxImages = 100;

    private readonly ArchiveReader _reader = new(new ArchiveOptions());

    public string Name => "archive";

    public IReadOnlyList<byte[]> Seeds => Corpus.Archives;

    public async Task ReadAsync(byte[] input)
    {
        using ScratchDraft scratch = new();
        string path = Path.Combine(scratch.Folder, "upload.zip");
        await File.WriteAllBytesAsync(path, input);
        try
        {
            _reader.Extract(path, scratch.Draft, MaxImages, CancellationToken.None);
        }
        catch (ArchiveException)
        {
        }
    }
}
