using RoDLA.Analysis.Datasets;
using RoDLA.Perturbations;

namespace RoDLA.Fuzzing.Targets;

/// <summary>The reader of COCO files.</summary>
internal sealed class CocoTarget : IFuzzTarget, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rodla-fuzz-");

    public CocoTarget() => File.WriteAllBytes(Path.Combine(_folder.FullName, "page.jpg"), Corpus.Documents[0]);

    public string Name => "coco";

    public IReadOnlyList<byte[]> Seeds => Corpus.Coco;

    public async Task ReadAsync(byte[] input)
    {
        string path = Path.Combine(_folder.FullName, "coco.json");
        await File.WriteAllBytesAsync(path, input);
        try
        {
            CocoDataset.Read(new DatasetSettings(_folder.FullName, path, _folder.FullName, [new PerturbationStep("rotation", 1)]));
        }
        catch (DatasetException)
        {
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
