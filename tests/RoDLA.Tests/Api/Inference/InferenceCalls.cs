using System.Net;
using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Imaging.Writing;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;

namespace RoDLA.Tests.Api.Inference;

/// <summary>What the tests of the inference API ask of the service.</summary>
internal static class InferenceCalls
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A white PNG.</summary>
    public static byte[] Page(int width = 200, int height = 100, byte level = 255)
    {
        using PageImage page = PageImage.Rent(width, height);
        page.Pixels.Fill(level);
        return ImageWriter.ToPng(page);
    }

    /// <summary>Sends files to an upload.</summary>
    public static async Task<HttpResponseMessage> PostUploadAsync(this ApiServer server, string query, params (string Name, byte[] Bytes)[] files)
    {
        using MultipartFormDataContent form = BatchCalls.Form(files);
        return await server.Client.PostAsync(new Uri("/api/v1/inference/upload" + query, UriKind.Relative), form);
    }

    /// <summary>Uploads pages of different grey, <c>page-0.png</c> and so on.</summary>
    public static async Task<(string UploadId, string[] FileIds)> UploadAsync(this ApiServer server, int pages)
    {
        (string, byte[])[] files = [.. Enumerable.Range(0, pages).Select(i => ($"page-{i}.png", Page(level: (byte)(255 - i))))];
        using HttpResponseMessage response = await server.PostUploadAsync("", files);
        return Ids(await response.JsonAsync(HttpStatusCode.OK));
    }

    public static (string UploadId, string[] FileIds) Ids(JsonElement uploaded)
    {
        JsonElement data = uploaded.GetProperty("data");
        return (data.GetProperty("upload_id").GetString()!,
            [.. data.GetProperty("uploaded_files").EnumerateArray().Select(f => f.GetProperty("file_id").GetString()!)]);
    }

    public static Task<HttpResponseMessage> PostPredictAsync(this ApiServer server, string body) =>
        server.PostJsonAsync("/api/v1/inference/predict", body);

    /// <summary>Starts a job over an upload; its id.</summary>
    public static async Task<string> PredictAsync(this ApiServer server, string uploadId, string rest = "")
    {
        using HttpResponseMessage response = await server.PostPredictAsync($$"""{"upload_id": "{{uploadId}}"{{rest}}}""");
        JsonElement accepted = await response.JsonAsync(HttpStatusCode.Accepted);
        return accepted.GetProperty("data").GetProperty("job_id").GetString()!;
    }

    /// <summary>The status of a job now.</summary>
    public static async Task<JsonElement> StatusAsync(this ApiServer server, string jobId, string query = "") =>
        (await server.GetJsonAsync($"/api/v1/jobs/{jobId}/status{query}")).GetProperty("data");

    /// <summary>The status of a job once it has ended.</summary>
    public static async Task<JsonElement> FinishAsync(this ApiServer server, string jobId)
    {
        using CancellationTokenSource deadline = new(Patience);
        while (true)
        {
            deadline.Token.ThrowIfCancellationRequested();
            JsonElement job = await server.StatusAsync(jobId, "?wait=20");
            if (job.GetProperty("status").GetString() is not ("queued" or "processing"))
            {
                return job;
            }
        }
    }
}
