using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Uploads;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Inference;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Uploads;

public sealed class UploadStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();

    private JobPaths Paths => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StartAsync_AfterAnEndWithoutWarning_FindsWhatWasStoredAndRemovesTheRest()
    {
        UploadStore store = await StartAsync();
        ImageUpload stored = await StoreAsync(store, store.CreateDraft(), "a.png", "b.png");

        // As a crash leaves them: a new upload without a record, and files of an upload that no record names.
        UploadDraft unfinished = store.CreateDraft();
        await AddAsync(unfinished, "c.png");
        await AddAsync(store.CreateDraft(stored.UploadId)!, "d.png");

        UploadStore next = await StartAsync();

        ImageUpload found = Assert.Single(next.List());
        Assert.Equal(stored.Files, found.Files);
        Assert.Equal((stored.UploadId, stored.CreatedAt), (found.UploadId, found.CreatedAt));
        Assert.All(found.Files, f => Assert.True(File.Exists(next.FindFile(f.FileId)!.Value.Path)));
        Assert.Equal(3, Directory.GetFiles(Assert.Single(Directory.GetDirectories(Paths.UploadsFolder))).Length);
    }

    [Fact]
    public async Task StartAsync_DamagedRecord_IsNotUsedAndItsFilesStay()
    {
        UploadStore store = await StartAsync();
        ImageUpload stored = await StoreAsync(store, store.CreateDraft(), "a.png");
        string record = Path.Combine(Paths.UploadsFolder, stored.UploadId, "upload.json");
        byte[] bytes = await File.ReadAllBytesAsync(record);
        bytes[^10] ^= 1;
        await File.WriteAllBytesAsync(record, bytes);

        UploadStore next = await StartAsync();

        Assert.Empty(next.List());
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Paths.UploadsFolder, stored.UploadId)).Length);
    }

    [Fact]
    public async Task StoreAsync_UploadWasRemovedMeanwhile_IsNull()
    {
        UploadStore store = await StartAsync();
        ImageUpload stored = await StoreAsync(store, store.CreateDraft(), "a.png");
        using UploadDraft draft = store.CreateDraft(stored.UploadId)!;
        await store.RemoveAsync(stored.UploadId, default);

        Assert.Null(await store.StoreAsync(draft, default));
        Assert.Null(store.FindFile(stored.Files[0].FileId));
        Assert.Null(store.CreateDraft(stored.UploadId));
    }

    [Fact]
    public async Task StoreAsync_ManyPiecesAtOnce_KeepsThemAll()
    {
        UploadStore store = await StartAsync();
        ImageUpload first = await StoreAsync(store, store.CreateDraft(), "a.png");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => StoreAsync(store, store.CreateDraft(first.UploadId)!, $"p{i}.png")));

        Assert.Equal(9, store.Find(first.UploadId)!.Files.Count);
        Assert.Equal(9, (await StartAsync()).Find(first.UploadId)!.Files.DistinctBy(f => f.FileId).Count());
    }

    [Fact]
    public async Task SweepAsync_AfterTheRetention_RemovesTheUpload()
    {
        UploadStore store = await StartAsync();
        ImageUpload old = await StoreAsync(store, store.CreateDraft(), "a.png");
        UploadSweep sweep = new(store, Options.Create(new InferenceOptions()), _clock, NullLogger<UploadSweep>.Instance);
        _clock.Advance(TimeSpan.FromDays(6));
        ImageUpload young = await StoreAsync(store, store.CreateDraft(), "b.png");
        await sweep.SweepAsync(default);
        Assert.Equal(2, store.List().Count);

        _clock.Advance(TimeSpan.FromDays(1));
        await sweep.SweepAsync(default);

        Assert.Equal(young.UploadId, Assert.Single(store.List()).UploadId);
        Assert.False(Directory.Exists(Path.Combine(Paths.UploadsFolder, old.UploadId)));
    }

    [Fact]
    public async Task TryAddTo_AJob_LinksTheFilesAndOutlivesTheUpload()
    {
        UploadStore store = await StartAsync();
        ImageUpload upload = await StoreAsync(store, store.CreateDraft(), "a.png");
        string inputs = Directory.CreateDirectory(Path.Combine(Paths.JobsFolder, "job_aaaaaaaaaaaa", "input")).FullName;
        using JobDraft draft = new("job_aaaaaaaaaaaa", inputs, Guard());

        Assert.True(store.TryAddTo(draft, upload, upload.Files));
        await store.RemoveAsync(upload.UploadId, default);

        ItemDefinition item = Assert.Single(draft.Items);
        Assert.Equal((upload.Files[0].FileId, "a.png", upload.Files[0].Bytes), (item.File, item.Name, item.Bytes));
        Assert.Equal(upload.Files[0].Bytes, new FileInfo(Path.Combine(inputs, item.File!)).Length);
        Assert.False(store.TryAddTo(draft, upload, upload.Files));
    }

    [Fact]
    public async Task Measure_AJobOnAnUpload_CountsTheFilesOnce()
    {
        UploadStore store = await StartAsync();
        ImageUpload upload = await StoreAsync(store, store.CreateDraft(), "a.png");
        DiskGuard guard = Guard();
        guard.Measure();
        long before = guard.UsedBytes;
        string inputs = Directory.CreateDirectory(Path.Combine(Paths.JobsFolder, "job_aaaaaaaaaaaa", "input")).FullName;
        using JobDraft draft = new("job_aaaaaaaaaaaa", inputs, guard);
        store.TryAddTo(draft, upload, upload.Files);

        guard.Measure();

        Assert.Equal(before, guard.UsedBytes);
        Assert.True(before >= upload.Files[0].Bytes);
    }

    private DiskGuard Guard() => new(Paths, Options.Create(new JobOptions()));

    private async Task<UploadStore> StartAsync()
    {
        PageReader reader = new(new ImagingOptions(), TimeProvider.System);
        UploadStore store = new(
            new UploadFiles(Paths, NullLogger<UploadFiles>.Instance),
            new ImageCheck(reader, Options.Create(new InferenceOptions())),
            Guard(),
            _clock);
        await store.StartAsync(default);
        return store;
    }

    private static async Task<ImageUpload> StoreAsync(UploadStore store, UploadDraft draft, params string[] names)
    {
        using (draft)
        {
            foreach (string name in names)
            {
                await AddAsync(draft, name);
            }

            Assert.NotNull(await store.StoreAsync(draft, default));
            return store.Find(draft.UploadId)!;
        }
    }

    private static async Task AddAsync(UploadDraft draft, string name)
    {
        string path;
        await using (FileStream file = draft.CreateFile())
        {
            await file.WriteAsync(InferenceCalls.Page());
            path = file.Name;
        }

        await draft.AddAsync(path, name, default);
    }
}
