using RoDLA.Imaging;
using RoDLA.Imaging.Formats;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Fuzzing.Targets;

/// <summary>Format sniffers, headers, and the decoders of images. PDF is fuzzed over HTTP, since a child process reads it.</summary>
internal sealed class ImageTarget : IFuzzTarget
{
    private readonly PageReader _reader = new(new ImagingOptions(), TimeProvider.System);

    public string Name => "image";

    public IReadOnlyList<byte[]> Seeds { get; } = [.. Corpus.Documents.Where(d => FormatSniffer.Sniff(d) != ImageFormat.Pdf)];

    public async Task ReadAsync(byte[] input)
    {
        if (FormatSniffer.Sniff(input) == ImageFormat.Pdf)
        {
            return;
        }

        try
        {
            OpenDocument document = await _reader.OpenAsync(DocumentSource.FromMemory(input), CancellationToken.None);
            using PageImage page = await document.ReadPageAsync(1, new PageDemand(RequestPriority.Interactive), CancellationToken.None);
        }
        catch (ImageException)
        {
        }
    }
}
