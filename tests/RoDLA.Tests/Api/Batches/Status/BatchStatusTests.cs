using System.Text.Json;
using RoDLA.Analysis.Json;
using RoDLA.Api.Batches.Status;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Batches.Status;

public sealed class BatchStatusTests
{
    [Fact]
    public void From_JobOfManyImages_MakesThemWhileWriting()
    {
        JobSnapshot job = Snapshots.Accepted(5000);
        JobView view = new(ApiSurface.Batch, job, new JobPaths("outputs"));
        _ = BatchStatus.From(view);
        long before = GC.GetAllocatedBytesForCurrentThread();

        BatchStatus status = BatchStatus.From(view);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
        JsonElement images = JsonSerializer.SerializeToElement(status, ReportJson.Options).GetProperty("images");
        Assert.Equal(5000, status.Images.Count);
        Assert.Equal(Enumerable.Range(0, 5000), images.EnumerateArray().Select(i => i.GetProperty("index").GetInt32()));
        Assert.Equal("scans/page5000.png", status.Images[4999].OriginalFilename);
    }
}
