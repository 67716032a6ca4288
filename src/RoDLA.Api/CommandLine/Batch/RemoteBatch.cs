using System.Globalization;
using System.Net;
using System.Text.Json;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Storage;

namespace RoDLA.Api.CommandLine.Batch;

/// <summary>
/// Has a running service do a batch: sends the files, asks how far it is until it has ended, and fetches the exports. A service that is
/// started anew in the midst goes on, and so does this.
/// </summary>
/// <param name="invocation">What to do.</param>
/// <param name="client">Speaks to the service; its requests have no limit of time.</param>
/// <param name="time">Tells the time.</param>
/// <param name="error">Gets what keeps it from being begun.</param>
internal sealed class RemoteBatch(Invocation invocation, HttpClient client, TimeProvider time, TextWriter error) : IBatchRun
{
    // The most files that a service takes one by one by default.
    private const int MostSingleFiles = 300;
    private const int LongestPoll = 5;
    private const int ImagesPerPollSecond = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly BatchArguments _arguments = invocation.Batch;

    /// <inheritdoc/>
    public async Task<BatchOutcome?> RunAsync(IReadOnlyList<BatchFile> files, BatchProgress progress, CancellationToken interrupted)
    {
        try
        {
            if (await SubmitAsync(files, progress, interrupted) is not { } accepted)
            {
                return null;
            }

            RemoteJob job = await FollowAsync(accepted, progress, interrupted);
            BatchRow[] rows = [.. job.Results.Concat(job.Unfinished ?? []).OrderBy(image => image.Index).Select(Row)];
            string? where = job.OutputDir is { } folder ? $"{folder} on {client.BaseAddress!.Host}" : null;
            return new BatchOutcome(job.Status, rows, where, job.Error) { Exports = await ExportAsync(accepted, interrupted) };
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            throw new IOException($"{client.BaseAddress}: {e.GetBaseException().Message}", e);
        }
    }

    private static BatchRow Row(RemoteImage image) => new(
        image.Image, image.Page, image.Status, image.DetectionsCount, image.AverageConfidence, image.ProcessingTime, image.Error);

    private async Task<RemoteAccepted?> SubmitAsync(IReadOnlyList<BatchFile> files, BatchProgress progress, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "api/detect-batch") { Content = Form(files, progress) };

        // A service that is full says so before the files are sent.
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return await response.Content.ReadFromJsonAsync<RemoteAccepted>(ReportJson.Options, cancellationToken);
        }

        progress.Clear();
        await error.WriteLineAsync(await ReasonAsync(response, cancellationToken));
        return null;
    }

    private MultipartFormDataContent Form(IReadOnlyList<BatchFile> files, BatchProgress progress)
    {
        MultipartFormDataContent form = [];
        Add("visualization_mode", BatchSwitches.Word(_arguments.Visualization));
        Add("priority", BatchSwitches.Word(_arguments.Priority));
        Add("pages", invocation.Page.Number?.ToString(CultureInfo.InvariantCulture) ?? "all");
        if (invocation.Threshold is { } threshold)
        {
            Add("score_thr", threshold.ToString(CultureInfo.InvariantCulture));
        }

        if (_arguments.Steps.Count > 0)
        {
            Add("perturbations", JsonSerializer.Serialize(_arguments.Steps.Select(step => new { type = step.Type, degree = step.Degree })));
        }

        if (_arguments.Seed is { } seed)
        {
            Add("seed", seed.ToString(CultureInfo.InvariantCulture));
        }

        long total = files.Sum(file => file.Bytes);
        long sent = 0;
        void Sent(long bytes) => progress.Uploading(sent += bytes, total);
        BatchFile[] single = [.. files.Where(file => !file.IsArchive)];
        if (files.Count > MostSingleFiles || single.Any(file => file.Name.Contains('/')))
        {
            form.Add(new ZipUpload(single, Sent), "files", "images.zip");
            single = [];
        }

        foreach (BatchFile file in single.Concat(files.Where(file => file.IsArchive)))
        {
            form.Add(new FileUpload(file, Sent), "files", file.Name);
        }

        return form;

        void Add(string name, string value) => form.Add(new StringContent(value), name);
    }

    private async Task<RemoteJob> FollowAsync(RemoteAccepted accepted, BatchProgress progress, CancellationToken interrupted)
    {
        int wait = Math.Clamp(accepted.TotalImages / ImagesPerPollSecond, 1, LongestPoll);
        string path = $"{accepted.StatusEndpoint.TrimStart('/')}?wait={wait}";
        bool cancelled = false;
        long lastHeard = time.GetTimestamp();
        while (true)
        {
            if (interrupted.IsCancellationRequested && !cancelled)
            {
                cancelled = true;
                await CancelAsync(accepted);
            }

            if (await AskAsync(path, lastHeard) is not { } job)
            {
                await Task.Delay(RetryDelay, time, CancellationToken.None);
                continue;
            }

            lastHeard = time.GetTimestamp();
            progress.Working(job.Progress.Current, job.Progress.Total, cancelled ? "cancelling" : BatchSwitches.Word(job.Status));
            if (job.IsEnded)
            {
                return job;
            }

            if (cancelled)
            {
                // A cancelled job is answered at once, though an image of it may run still.
                await Task.Delay(RetryDelay / 4, time, CancellationToken.None);
            }
        }
    }

    /// <summary>Where a job is; null when the service cannot be reached, which may pass.</summary>
    private async Task<RemoteJob?> AskAsync(string path, long lastHeard)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None);
            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadFromJsonAsync<RemoteJob>(ReportJson.Options, CancellationToken.None);
            }

            // While a service starts, it has not read its jobs yet.
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable || time.GetElapsedTime(lastHeard) > Patience)
            {
                throw new IOException(await ReasonAsync(response, CancellationToken.None));
            }
        }
        catch (HttpRequestException) when (time.GetElapsedTime(lastHeard) <= Patience)
        {
        }

        return null;
    }

    private async Task CancelAsync(RemoteAccepted accepted)
    {
        try
        {
            using HttpResponseMessage response = await client.DeleteAsync(accepted.StatusEndpoint.TrimStart('/'), CancellationToken.None);
        }
        catch (HttpRequestException e)
        {
            throw new IOException($"The job {accepted.JobId} goes on: it could not be cancelled: {e.GetBaseException().Message}", e);
        }
    }

    private async Task<IReadOnlyList<string>> ExportAsync(RemoteAccepted accepted, CancellationToken interrupted)
    {
        List<string> files = [];
        if (interrupted.IsCancellationRequested)
        {
            return files;
        }

        string folder = Path.GetFullPath(invocation.Out ?? ".");
        foreach (string format in _arguments.Exports)
        {
            string path = $"{accepted.StatusEndpoint.TrimStart('/')}/export?format={format}";
            using HttpResponseMessage response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, interrupted);
            if (!response.IsSuccessStatusCode)
            {
                throw new IOException(await ReasonAsync(response, interrupted));
            }

            string name = SafeFileName.Stem(response.Content.Headers.ContentDisposition?.FileName?.Trim('"') ?? accepted.JobId);
            string file = FreeName.In(folder, $"{name}.{format}");
            await AtomicFile.WriteAsync(file, stream => response.Content.CopyToAsync(stream, interrupted));
            files.Add(file);
        }

        return files;
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string status = $"The service answered {(int)response.StatusCode}";
        try
        {
            RemoteProblem? problem = await response.Content.ReadFromJsonAsync<RemoteProblem>(ReportJson.Options, cancellationToken);
            return (problem?.Detail ?? problem?.Error) is { } reason ? $"{status}: {reason}" : $"{status}.";
        }
        catch (JsonException)
        {
            return $"{status}.";
        }
    }
}
