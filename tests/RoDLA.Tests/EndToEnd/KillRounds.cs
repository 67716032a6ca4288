using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Imaging.Writing;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Store;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.EndToEnd;

/// <summary>Submits a job, kills the service at random moments of it, and looks at what came of the job; again and again.</summary>
internal sealed class KillRounds(Random random) : IAsyncDisposable
{
    private static readonly int Images = Setting("KILL_IMAGES", 40);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();
    private readonly IReadOnlyList<byte[]> _pages = [.. Enumerable.Range(0, Images).Select(Page)];
    private ServiceProcess? _service;
    private HttpClient? _client;
    private TimeSpan _whole;
    private int _jobs = 1;
    private int _kills;
    private int _crashes;
    private int _kept;
    private int _unanswered;

    /// <summary>What happened so far.</summary>
    public string Figures => string.Create(
        CultureInfo.InvariantCulture,
        $"{_jobs} jobs of {Images} images, {_kills} kills: {_crashes} images were in work at a kill and were done again, {_kept} results were there before a kill and were left alone; {_unanswered} jobs were killed before they were accepted");

    private JobPaths Paths => new(Path.Combine(_folder.Path, "outputs"));

    /// <summary>One job without a kill, for the time that it takes.</summary>
    public async Task MeasureAsync()
    {
        await StartAsync();
        string jobId = await SubmitAsync();
        long start = Stopwatch.GetTimestamp();
        await EndAsync(jobId);
        _whole = Stopwatch.GetElapsedTime(start);
        Check(jobId, []);
    }

    /// <summary>One round.</summary>
    public async Task RunAsync()
    {
        string? accepted = random.Next(4) == 0 ? await SubmitAndKillAsync() : await SubmitAsync();
        if (accepted is null)
        {
            return;
        }

        string jobId = accepted;
        Dictionary<int, DateTime> done = [];
        int kills = Setting("KILL_EACH", random.Next(1, 4));
        for (int kill = kills; kill > 0; kill--)
        {
            await Task.Delay(_whole * (random.NextDouble() * 2.2 / (kills + 1)));
            await KillAsync();
            foreach ((int index, DateTime written) in Done(jobId))
            {
                // Said to be done once, it is not done again: the file of then is the file of now.
                Assert.Equal(written, done.GetValueOrDefault(index, written));
                done[index] = written;
            }

            Assert.All(done.Keys, i => Assert.True(File.Exists(Result(jobId, i))));
            await StartAsync(andKill: random.Next(4) == 0);
        }

        await EndAsync(jobId);
        Check(jobId, done);
        _jobs++;
        _kept += done.Count;
    }

    /// <summary>Every job that was accepted has its record, and nothing else is there.</summary>
    public void CheckRecords()
    {
        Assert.Equal(_jobs, Directory.EnumerateFiles(Paths.JobsFolder, "job_*.json").Count());
        Assert.Empty(Directory.EnumerateFiles(Paths.OutputFolder, "*.broken", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(Paths.JobsFolder, "*.tmp", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(Paths.JobsFolder, "*.log"));
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>A whole number of the environment.</summary>
    public static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    /// <summary>A small page of its own: dark bars on white, as many as its number says.</summary>
    private static byte[] Page(int number)
    {
        using PageImage page = PageImage.Rent(240, 320);
        page.Pixels.Fill(255);
        for (int bar = 0; bar <= number % 8; bar++)
        {
            for (int y = 0; y < 8; y++)
            {
                page.Row(20 + (bar * 30) + y).Slice(60, 3 * (60 + (3 * (number % 40)))).Fill((byte)(20 + (number % 200)));
            }
        }

        return ImageWriter.ToPng(page);
    }

    private async Task StartAsync(bool andKill = false)
    {
        if (andKill)
        {
            // In the midst of its start, perhaps while it takes up the jobs of before.
            await using ServiceProcess early = Start();
            await Task.Delay(random.Next(2500));
            await early.KillAsync();
            _kills++;
        }

        _service = Start();
        _client = new HttpClient { BaseAddress = await _service.AddressAsync(), Timeout = TimeSpan.FromSeconds(60) };
        await UntilAsync(async () =>
        {
            using HttpResponseMessage ready = await _client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return ready.IsSuccessStatusCode;
        });
    }

    // Without the cache, which would have the answers of the first job.
    private ServiceProcess Start() => ServiceProcess.Start(
        _folder, "--api-port", "0", "--log-level", "warning", "--batch-cache-mb", "0", "--batch-concurrency", "2");

    private async Task KillAsync()
    {
        await _service!.KillAsync();
        await _service.DisposeAsync();
        _client!.Dispose();
        _kills++;
    }

    private async Task<string> SubmitAsync()
    {
        using MultipartFormDataContent form = [];
        for (int i = 0; i < Images; i++)
        {
            form.Add(new ByteArrayContent(_pages[i]), "files", Name(i));
        }

        using HttpResponseMessage response = await _client!.PostAsync(new Uri("/api/detect-batch", UriKind.Relative), form);
        JsonElement answer = await ApiServer.JsonAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, answer.GetRawText());
        return answer.GetProperty("job_id").GetString()!;
    }

    /// <summary>Kills the service while it takes a job; its id when it was accepted, told or not.</summary>
    private async Task<string?> SubmitAndKillAsync()
    {
        string[] before = Directory.GetFiles(Paths.JobsFolder, "job_*.json");
        Task<string> submitted = SubmitAsync();
        await Task.Delay(random.Next(120));
        await KillAsync();
        string? told = null;
        try
        {
            told = await submitted;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            // It died with the request.
        }

        await StartAsync();
        string? record = Directory.GetFiles(Paths.JobsFolder, "job_*.json").Except(before).SingleOrDefault();
        string? accepted = record is null ? null : JobPaths.JobIdOf(record);
        Assert.True(told is null || told == accepted, "A job that was accepted is gone.");
        _unanswered += accepted is null ? 1 : 0;
        return accepted;
    }

    private Task EndAsync(string jobId) => UntilAsync(async () =>
    {
        using HttpResponseMessage response = await _client!.GetAsync(new Uri($"/api/batch-job/{jobId}", UriKind.Relative));
        JsonElement job = await ApiServer.JsonAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.OK, job.GetRawText());
        return job.GetProperty("completed_at").ValueKind != JsonValueKind.Null && !File.Exists(Paths.Journal(jobId));
    });

    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "It did not come to an end: " + _service!.Text);
            await Task.Delay(25);
        }
    }

    /// <summary>What is said to be done on the disk of a dead service, and when its results were written.</summary>
    private Dictionary<int, DateTime> Done(string jobId)
    {
        IEnumerable<int> journal = JournalFile.Read(Paths.Journal(jobId)).Lines.Where(l => l.Event == "succeed").Select(l => l.Index!.Value);
        using JsonDocument record = JsonDocument.Parse(File.ReadAllBytes(Paths.Record(jobId)));
        int[] recorded = [.. record.RootElement.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("index").GetInt32())];
        return journal.Concat(recorded).Distinct().ToDictionary(i => i, i => File.GetLastWriteTimeUtc(Result(jobId, i)));
    }

    private string Result(string jobId, int index)
    {
        using JsonDocument record = JsonDocument.Parse(File.ReadAllBytes(Paths.Record(jobId)));
        string folder = Path.GetFileName(record.RootElement.GetProperty("output_dir").GetString()!);
        return Path.Combine(Paths.OutputFolder, folder, JobPaths.ItemFolderName(index), "results.json");
    }

    private void Check(string jobId, Dictionary<int, DateTime> done)
    {
        using JsonDocument record = JsonDocument.Parse(File.ReadAllBytes(Paths.Record(jobId)));
        JsonElement root = record.RootElement;
        Assert.Equal("completed", root.GetProperty("status").GetString());
        JsonElement[] results = [.. root.GetProperty("results").EnumerateArray()];
        Assert.Equal(Enumerable.Range(0, Images), results.Select(r => r.GetProperty("index").GetInt32()));
        Assert.All(results, r => Assert.Equal("success", r.GetProperty("status").GetString()));
        foreach (JsonElement item in root.GetProperty("resume").GetProperty("items").EnumerateArray())
        {
            int crashes = item.GetProperty("crashes").GetInt32() + item.GetProperty("shared_crashes").GetInt32();
            Assert.Equal(1 + crashes, item.GetProperty("attempts").GetInt32());
            _crashes += crashes;
        }

        string folder = Path.GetDirectoryName(Path.GetDirectoryName(Result(jobId, 0)))!;
        Assert.Equal(Images + 1, Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Count());
        for (int i = 0; i < Images; i++)
        {
            using JsonDocument result = JsonDocument.Parse(File.ReadAllBytes(Result(jobId, i)));
            Assert.Equal(Name(i), result.RootElement.GetProperty("filename").GetString());
        }

        Assert.All(done, d => Assert.Equal(d.Value, File.GetLastWriteTimeUtc(Result(jobId, d.Key))));
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "summary.json")));
        Assert.Equal(Images, summary.RootElement.GetProperty("statistics").GetProperty("successful_images").GetInt32());
    }

    private static string Name(int index) => $"page-{index:000}.png";
}
