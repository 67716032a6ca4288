using System.Collections.Frozen;
using RoDLA.Api.Batches.Submit;
using RoDLA.Api.Errors;
using RoDLA.Cli.Configuration;

namespace RoDLA.Fuzzing.Targets;

/// <summary>The reader of a batch in JSON, with images in base64.</summary>
internal sealed class BatchTarget : IFuzzTarget
{
    private static readonly FrozenSet<string> Settings = FrozenSet.Create("score_thr", "perturbations", "priority", "seed");

    public string Name => "batch";

    public IReadOnlyList<byte[]> Seeds => Corpus.Batches;

    public async Task ReadAsync(byte[] input)
    {
        using ScratchDraft scratch = new();
        BatchRequest request = new(scratch.Draft, new BatchOptions(), Settings);
        try
        {
            await request.ReadAsync(Requests.Create("application/json", input), CancellationToken.None);
        }
        catch (ApiException)
        {
        }
    }
}
