using System.Net.Sockets;
using System.Text.Json;
using RoDLA.Cli.Output;

namespace RoDLA.Cli.Batch;

/// <summary>
/// Has a running service process a batch: sends the files, polls the job until it has ended, and downloads the exports. A service that
/// restarts meanwhile resumes the job, and this continues too.
/// </summary>
/// <param name="arguments">What to do.</param>
/// <param name="client">Speaks to the service; its requests have no limit of time.</param>
/// <param name="time">Tells the time.</param>
/// <param name="terminal">Gets the job's id once there is one, or the reason when it cannot be started.</param>
internal sealed class RemoteBatch(BatchArguments arguments, HttpClient client, TimeProvider time, Terminal terminal) : IBatchRun
{
    // The most files that a service takes one by one by default.
    private const int MostSingleFiles = 300;
    private const double Mebibyte = 1024 * 1024;
    private const int LongestPoll = 5;
    private const int ImagesPerPollSecond = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public async Task<BatchOutcome?> RunAsync(IReadOnlyList<BatchFile> files, ProgressBar progress, CancellationToken interrupted)
    {
        try
        {
            if (await SubmitAsync(files, progress, interrupted) is not { } accepted)
            {
                return null;
            }

            terminal.WriteLine($"Job {accepted.JobId}: {new Uri(client.BaseAddress!, accepted.Path)}");
            RemoteJob job = await FollowAsync(accepted, progress, interrupted);
            string? where = job.OutputDir is { } folder ? $"{folder} on {client.BaseAddress!.Host}" : null;
            return new BatchOutcome(job.Status, job.Results, where, await ExportAsync(accepted, interrupted), job.Error);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || IsBrokenOff(e))
        {
            throw new IOException($"{client.BaseAddress}: {e.GetBaseException().Message}", e);
        }
    }

    private async Task<RemoteAccepted?> SubmitAsync(IReadOnlyList<BatchFile> files, ProgressBar progress, CancellationToken interrupted)
    {
        long total = files.Sum(file => file.Bytes);
        long sent = 0;
        using CancellationTokenSource stop = new();
        await using CancellationTokenRegistration interrupt = interrupted.Register(() =>
        {
            // Once everything is sent there may be a job; its id is needed to cancel it.
            if (Interlocked.Read(ref sent) < total)
            {
                stop.Cancel();
            }
        });
        using HttpRequestMessage request = new(HttpMethod.Post, "api/detect-batch");
        request.Content = Form(files, bytes => ReportUpload(progress, Interlocked.Add(ref sent, bytes), total));

        // A service that is full says so before the files are sent.
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await client.SendAsync(request, stop.Token);
        if (response.IsSuccessStatusCode)
        {
            return await response.Content.ReadFromJsonAsync<RemoteAccepted>(ReportJson.Options, CancellationToken.None);
        }

        terminal.WriteLine(await ReasonAsync(response));
        return null;
    }

    private static void ReportUpload(ProgressBar progress, long sent, long total) =>
        progress.Report((double)sent, total, FormattableString.Invariant($"of {total / Mebibyte:0.0} MiB sent"));

    private MultipartFormDataContent Form(IReadOnlyList<BatchFile> files, Action<long> sent)
    {
        MultipartFormDataContent form = [];
        Add("visualization_mode", ReportJson.Word(arguments.Visualization));
        Add("priority", ReportJson.Word(arguments.Priority));
        Add("pages", arguments.Page.Number?.ToString(CultureInfo.InvariantCulture) ?? "all");
        if (arguments.Page.Dpi is { } dpi)
        {
            Add("dpi", dpi.ToString(CultureInfo.InvariantCulture));
        }

        foreach ((string name, string value) in arguments.Detection.ToFields())
        {
            Add(name, value);
        }

        if (arguments.Text is { } text)
        {
            Add("text", text.Recognize ? "ocr" : "true");
            Add("ocr_languages", text.Languages);
        }

        if (arguments.Steps.Count > 0)
        {
            Add("perturbations", JsonSerializer.Serialize(arguments.Steps.Select(step => new { type = step.Type, degree = step.Degree })));
        }

        if (arguments.Seed is { } seed)
        {
            Add("seed", seed.ToString(CultureInfo.InvariantCulture));
        }

        BatchFile[] single = [.. files.Where(file => !file.IsArchive)];
        if (files.Count > MostSingleFiles || single.Any(file => file.Name.Contains('/')))
        {
            foreach (FileUpload archive in FileUpload.Archives(single, sent))
            {
                form.Add(archive, "files", "images.zip");
            }

            single = [];
        }

        foreach (BatchFile file in single.Concat(files.Where(file => file.IsArchive)))
        {
            form.Add(FileUpload.Of(file, sent), "files", file.Name);
        }

        return form;

        void Add(string name, string value) => form.Add(new StringContent(value), name);
    }

    private async Task<RemoteJob> FollowAsync(RemoteAccepted accepted, ProgressBar progress, CancellationToken interrupted)
    {
        int wait = Math.Clamp(accepted.TotalImages / ImagesPerPollSecond, 1, LongestPoll);
        bool cancelled = false;
        while (true)
        {
            if (interrupted.IsCancellationRequested && !cancelled)
            {
                await CancelAsync(accepted);
                cancelled = true;
            }

            RemoteJob job = await AskAsync(HttpMethod.Get, $"{accepted.Path}?wait={wait}", ReadJobAsync, CancellationToken.None);
            progress.Report(job.Progress.Current, job.Progress.Total, cancelled ? "cancelling" : ReportJson.Word(job.Status));
            if (job.IsEnded)
            {
                return job;
            }
        }
    }

    private static async Task<RemoteJob> ReadJobAsync(HttpResponseMessage response)
    {
        await ThrowUnlessAsync(response.IsSuccessStatusCode, response);
        return (await response.Content.ReadFromJsonAsync<RemoteJob>(ReportJson.Options, CancellationToken.None))!;
    }

    private async Task CancelAsync(RemoteAccepted accepted)
    {
        try
        {
            // 409: there is nothing to cancel any more.
            await AskAsync(
                HttpMethod.Delete,
                accepted.Path,
                async response =>
                {
                    await ThrowUnlessAsync(response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.Conflict, response);
                    return true;
                },
                CancellationToken.None);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new IOException($"The job {accepted.JobId} may go on: it could not be cancelled: {e.GetBaseException().Message}", e);
        }
    }

    private async Task<IReadOnlyList<string>> ExportAsync(RemoteAccepted accepted, CancellationToken interrupted)
    {
        List<string> files = [];
        if (interrupted.IsCancellationRequested)
        {
            return files;
        }

        string folder = Path.GetFullPath(arguments.Out ?? ".");
        foreach (string format in arguments.Exports)
        {
            files.Add(await AskAsync(HttpMethod.Get, $"{accepted.Path}/export?format={format}{ExportQuery()}", SaveAsync, interrupted));

            async Task<string> SaveAsync(HttpResponseMessage response)
            {
                await ThrowUnlessAsync(response.IsSuccessStatusCode, response);
                string sent = response.Content.Headers.ContentDisposition?.FileName?.Trim('"') ?? accepted.JobId;
                string ending = Path.GetExtension(sent) is { Length: > 1 } extension && extension[1..].All(char.IsAsciiLetterOrDigit)
                    ? extension
                    : $".{format}";
                string file = FreeName.In(folder, SafeFileName.Stem(sent) + ending);
                await AtomicFile.WriteAsync(file, stream => response.Content.CopyToAsync(stream, interrupted));
                return file;
            }
        }

        return files;
    }

    private string ExportQuery() => (arguments.ExportOptions.Rows == ExportRows.Images ? "&rows=images" : "")
        + (arguments.ExportOptions.Confidences ? "&confidence=true" : "");

    /// <summary>
    /// Repeats a request until its response is final, and reads it; after <see cref="Patience"/> any response is. A service that restarts
    /// is unreachable for a while, breaks off responses, and does not know a job before it has read it.
    /// </summary>
    private async Task<T> AskAsync<T>(
        HttpMethod method, string path, Func<HttpResponseMessage, Task<T>> read, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            try
            {
                using HttpRequestMessage request = new(method, path);
                using HttpResponseMessage response =
                    await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if (!IsTransient(response.StatusCode) || time.GetElapsedTime(start) > Patience)
                {
                    return await read(response);
                }
            }
            catch (Exception e) when (IsBrokenOff(e) && time.GetElapsedTime(start) <= Patience)
            {
            }

            await Task.Delay(RetryDelay, time, cancellationToken);
        }
    }

    /// <summary>Whether the connection broke, before the response or during it.</summary>
    private static bool IsBrokenOff(Exception e) => e.GetBaseException() is SocketException or HttpIOException;

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static async Task ThrowUnlessAsync(bool isTaken, HttpResponseMessage response)
    {
        if (!isTaken)
        {
            throw new IOException(await ReasonAsync(response));
        }
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage response)
    {
        string status = $"The service answered {(int)response.StatusCode}";
        try
        {
            RemoteProblem? problem = await response.Content.ReadFromJsonAsync<RemoteProblem>(ReportJson.Options);
            return (problem?.Detail ?? problem?.Error) is { } reason ? $"{status}: {reason}" : $"{status}.";
        }
        catch (JsonException)
        {
            return $"{status}.";
        }
    }
}
