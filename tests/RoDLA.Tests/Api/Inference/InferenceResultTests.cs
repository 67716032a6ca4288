using System.Net;
using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Inference;

public sealed class InferenceResultTests
{
    // Of the faked page, 100 by 50 pixels: (10, 10)-(90, 20) and (10, 25)-(90, 45).
    private const string Labels = "0 0.5 0.3 0.8 0.2 0.9\n1 0.5 0.7 0.8 0.4 0.6\n";

    [Fact]
    public async Task Results_Json_AnswersAsTheDocument()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(2);
        string jobId = await server.PredictAsync(uploadId);
        await server.FinishAsync(jobId);

        JsonElement answer = await server.GetJsonAsync($"/api/v1/jobs/{jobId}/results?format=json");

        Assert.Equal(["status", "data"], answer.Names());
        JsonElement data = answer.GetProperty("data");
        Assert.Equal(["job_id", "format", "results"], data.Names());
        Assert.Equal("json", data.GetProperty("format").GetString());
        Assert.Equal(2, data.GetProperty("results").GetArrayLength());
        JsonElement first = data.GetProperty("results")[0];
        Assert.Equal(files[0], first.GetProperty("file_id").GetString());
        Assert.Equal("page-0.png", first.GetProperty("filename").GetString());
        Assert.Equal(2, first.GetProperty("detection_count").GetInt32());
        JsonElement detection = first.GetProperty("detections")[0];
        Assert.Equal(["class_id", "class_name", "confidence", "bbox", "bbox_normalized"], detection.Names());
        Assert.Equal("Text", detection.GetProperty("class_name").GetString());
        Assert.Equal(0.9, detection.GetProperty("confidence").GetDouble(), 4);
        Assert.Equal(
            """{"format":"xyxy","x_min":10,"y_min":10,"x_max":90,"y_max":20}""", detection.GetProperty("bbox").GetRawText());
        Assert.Equal(
            """{"format":"yolo","center_x":0.5,"center_y":0.3,"width":0.8,"height":0.2}""",
            detection.GetProperty("bbox_normalized").GetRawText());
    }

    [Fact]
    public async Task Results_YoloOfOneFile_HasItsLabelsAndTheirUrl()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(2);
        string jobId = await server.PredictAsync(uploadId);
        await server.FinishAsync(jobId);

        JsonElement data = (await server.GetJsonAsync($"/api/v1/jobs/{jobId}/results?format=yolo&file_id={files[1]}")).GetProperty("data");

        JsonElement file = Assert.Single(data.GetProperty("files").EnumerateArray());
        Assert.Equal(["file_id", "filename", "label_content", "download_url"], file.Names());
        Assert.Equal(files[1], file.GetProperty("file_id").GetString());
        Assert.Equal(Labels, file.GetProperty("label_content").GetString());
        using HttpResponseMessage labels = await server.GetAsync(file.GetProperty("download_url").GetString()!);
        Assert.Equal("text/plain", labels.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Labels, await labels.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("jsonl", "application/jsonl")]
    [InlineData("zip", "application/zip")]
    public async Task Results_OtherFormats_AreTheExports(string format, string type)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(1);
        string jobId = await server.PredictAsync(uploadId);
        await server.FinishAsync(jobId);

        using HttpResponseMessage response = await server.GetAsync($"/api/v1/jobs/{jobId}/results?format={format}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Results_Coco_IsInTheAnswer()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(2);
        string jobId = await server.PredictAsync(uploadId);
        await server.FinishAsync(jobId);

        JsonElement all = (await server.GetJsonAsync($"/api/v1/jobs/{jobId}/results?format=coco")).GetProperty("data");
        JsonElement one = (await server.GetJsonAsync($"/api/v1/jobs/{jobId}/results?format=coco&file_id={files[1]}")).GetProperty("data");

        Assert.Equal(["job_id", "format", "coco"], all.Names());
        Assert.Equal(4, all.GetProperty("coco").GetProperty("annotations").GetArrayLength());
        Assert.Equal(2, one.GetProperty("coco").GetProperty("annotations").GetArrayLength());
        Assert.Equal("page-1.png", Assert.Single(one.GetProperty("coco").GetProperty("images").EnumerateArray()).GetProperty("file_name").GetString());
    }

    [Theory]
    [InlineData("results?format=klingon", "format")]
    [InlineData("results?format=yolo&stream=true", "stream")]
    [InlineData("results?stream=perhaps", "stream")]
    [InlineData("visualization?format=hologram", "format")]
    [InlineData("visualization?format=base64", "file_id")]
    [InlineData("status?wait=61", "wait")]
    public async Task Get_WrongParameter_IsInvalidConfig(string path, string field)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, _) = await server.UploadAsync(2);
        string jobId = await server.PredictAsync(uploadId);
        await server.FinishAsync(jobId);

        using HttpResponseMessage response = await server.GetAsync($"/api/v1/jobs/{jobId}/{path}");

        JsonElement envelope = await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "INVALID_CONFIG");
        Assert.Equal(field, envelope.GetProperty("error").GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("results")]
    [InlineData("results?format=yolo")]
    [InlineData("results?format=csv")]
    [InlineData("visualization")]
    [InlineData("results/{file}/labels.txt")]
    public async Task Get_OfARunningJob_IsResultsNotReady(string path)
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(1);
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.PredictAsync(uploadId);

        string place = path.Replace("{file}", files[0], StringComparison.Ordinal);
        using HttpResponseMessage response = await server.GetAsync($"/api/v1/jobs/{jobId}/{place}");

        JsonElement envelope = await EnvelopeAssert.IsAsync(response, HttpStatusCode.NotFound, "RESULTS_NOT_READY");
        Assert.Equal("Results not available", envelope.GetProperty("message").GetString());
        gate.Open();
    }

    [Fact]
    public async Task Get_OfAFailedImageOrAnUnknownOne_SaysWhy()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(2);
        server.Fake.FailsOn = request => request.FileName == "page-1.png" ? new ImageException(ImageFault.Undecodable, "It is torn.") : null;
        string jobId = await server.PredictAsync(uploadId);
        await server.FinishAsync(jobId);

        using HttpResponseMessage failed = await server.GetAsync($"/api/v1/jobs/{jobId}/results?file_id={files[1]}");
        using HttpResponseMessage unknown = await server.GetAsync($"/api/v1/jobs/{jobId}/results?file_id=img_aaaaaaaaaaaa");

        JsonElement envelope = await EnvelopeAssert.IsAsync(failed, HttpStatusCode.NotFound, "RESULTS_NOT_READY");
        Assert.Contains("It is torn.", envelope.GetProperty("details").GetString(), StringComparison.Ordinal);
        await EnvelopeAssert.IsAsync(unknown, HttpStatusCode.NotFound, "FILE_NOT_FOUND");
    }

    [Fact]
    public async Task Stream_OfARunningJob_SendsALineAsEachImageEnds()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_BATCH_CONCURRENCY"] = "1" });
        (string uploadId, string[] files) = await server.UploadAsync(3);
        server.Fake.FailsOn = request => request.FileName == "page-1.png" ? new ImageException(ImageFault.Undecodable, "It is torn.") : null;
        Gate gate = Gate.Before(server.Fake);
        string jobId = await server.PredictAsync(uploadId);

        using HttpResponseMessage response = await server.Client.GetAsync(
            new Uri($"/api/v1/jobs/{jobId}/results?stream=true", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using StreamReader lines = new(await response.Content.ReadAsStreamAsync());
        Task<string?> first = lines.ReadLineAsync();
        Assert.False(first.IsCompleted);
        gate.Open(1);
        string? line = await first.WaitAsync(TimeSpan.FromSeconds(30));
        gate.Open();
        string rest = await lines.ReadToEndAsync();

        Assert.Equal("application/jsonl", response.Content.Headers.ContentType?.MediaType);
        using JsonDocument image = JsonDocument.Parse(line!);
        Assert.Equal(files[0], image.RootElement.GetProperty("file_id").GetString());
        Assert.Equal(2, image.RootElement.GetProperty("detection_count").GetInt32());
        string[] others = rest.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, others.Length);
        using JsonDocument failed = JsonDocument.Parse(others[0]);
        Assert.Equal("CORRUPTED_FILE", failed.RootElement.GetProperty("error_code").GetString());
    }

    [Fact]
    public async Task Visualization_Url_AnswersAsTheDocument()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        (string uploadId, string[] files) = await server.UploadAsync(1);
        string jobId = await server.PredictAsync(uploadId);
        await server.FinishAsync(jobId);

        JsonElement data = (await server.GetJsonAsync($"/api/v1/jobs/{jobId}/visualization")).GetProperty("data");

        Assert.Equal(jobId, data.GetProperty("job_id").GetString());
        JsonElement image = Assert.Single(data.GetProperty("visualizations").EnumerateArray());
        Assert.Equal(["file_id", "filename", "original_url", "annotated_url", "thumbnail_url", "detection_count"], image.Names());
        Assert.Equal($"/api/v1/files/{files[0]}/original", image.GetProperty("original_url").GetString());
        Assert.Equal(2, image.GetProperty("detection_count").GetInt32());
        foreach (string name in new[] { "original_url", "annotated_url", "thumbnail_url" })
        {
            using HttpResponseMessage picture = await server.GetAsync(image.GetProperty(name).GetString()!);
            Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        }
    }

    [Fact]
    public async Task Visualization_Base64_HoldsTheFiles()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        byte[] page = InferenceCalls.Page(1000, 900);
        using HttpResponseMessage uploaded = await server.PostUploadAsync("", ("page.png", page), ("other.png", page));
        (string uploadId, string[] files) = InferenceCalls.Ids(await uploaded.JsonAsync(HttpStatusCode.OK));
        string jobId = await server.PredictAsync(uploadId);
        await server.FinishAsync(jobId);

        JsonElement data = (await server.GetJsonAsync($"/api/v1/jobs/{jobId}/visualization?format=base64&file_id={files[0]}"))
            .GetProperty("data");

        Assert.Equal(["file_id", "filename", "format", "original_image", "annotated_image", "detection_count"], data.Names());
        string original = data.GetProperty("original_image").GetString()!;
        string annotated = data.GetProperty("annotated_image").GetString()!;
        Assert.StartsWith("data:image/png;base64,", original, StringComparison.Ordinal);
        Assert.StartsWith("data:image/jpeg;base64,", annotated, StringComparison.Ordinal);
        Assert.Equal(page, Convert.FromBase64String(original[(original.IndexOf(',', StringComparison.Ordinal) + 1)..]));
        using HttpResponseMessage drawn = await server.GetAsync($"/api/v1/files/{files[0]}/annotated");
        Assert.Equal(
            await drawn.Content.ReadAsByteArrayAsync(), Convert.FromBase64String(annotated[(annotated.IndexOf(',', StringComparison.Ordinal) + 1)..]));
    }
}
