using System.Diagnostics;
using System.Net;
using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Imaging.Writing;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Api.Inference;

/// <summary>The clients of the inference API's document, run as they are written there.</summary>
public sealed class InferenceClientsTests
{
    // What a page of the document's application has around its code: the address of the service, and what it shows.
    private const string Page = """
        const relative = fetch;
        globalThis.fetch = (path, options) => relative('http://localhost:8000' + path, options);
        const showError = text => console.log('error: ' + text);
        const showValidationErrors = details => console.log('validation: ' + details);

        """;

    [ToolFact("curl", "curl")]
    public async Task CurlLines_OfEndpoints1To5_RunAsWorkflow1()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();
        using TemporaryFolder folder = new();
        using PageImage page = PageImage.Rent(1920, 1080);
        page.Pixels.Fill(220);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "image1.jpg"), ImageWriter.ToJpeg(page));
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "image2.png"), InferenceCalls.Page(2048, 1536));

        JsonElement uploaded = await CurlAsync("upload.sh");
        (string uploadId, string[] files) = InferenceCalls.Ids(uploaded);
        JsonElement accepted = await CurlAsync("predict.sh", ("upl_a1b2c3d4e5f6", uploadId), ("img_x1y2z3", files[0]));
        (string, string) job = ("job_abc123xyz789", accepted.GetProperty("data").GetProperty("job_id").GetString()!);
        JsonElement status = await CurlAsync("status.sh", job);
        for (int i = 0; i < 100 && status.GetProperty("data").GetProperty("status").GetString() is "queued" or "processing"; i++)
        {
            await Task.Delay(50);
            status = await CurlAsync("status.sh", job);
        }

        JsonElement results = await CurlAsync("results.sh", job);
        JsonElement visualization = await CurlAsync("visualization.sh", job);

        Assert.Equal("[1920,1080]", uploaded.GetProperty("data").GetProperty("uploaded_files")[0].GetProperty("dimensions").GetRawText());
        Assert.Equal("accepted", accepted.GetProperty("status").GetString());
        Assert.Equal("completed", status.GetProperty("data").GetProperty("status").GetString());
        Assert.Equal("image1.jpg", results.GetProperty("data").GetProperty("results")[0].GetProperty("filename").GetString());
        Assert.Equal(files[0], visualization.GetProperty("data").GetProperty("visualizations")[0].GetProperty("file_id").GetString());
        RoDLA.Detection.SliceSettings slices = server.Fake.Requests.Last().Detection.Slices!;
        Assert.Equal((640, 640, 0.2f), (slices.Width, slices.Height, slices.Overlap));

        async Task<JsonElement> CurlAsync(string example, params (string Old, string New)[] changes)
        {
            using JsonDocument answer = JsonDocument.Parse(await RunAsync(server, folder.Path, "sh", example, "", "", changes));
            return answer.RootElement.Clone();
        }
    }

    [Fact]
    public async Task Workflow2_InvalidFileAmongTheImages_Is400WithErrors()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync();

        using HttpResponseMessage response = await server.PostUploadAsync(
            "", ("image1.jpg", InferenceCalls.Page()), ("image2.png", InferenceCalls.Page()), ("invalid.pdf", "%PDF-1.7"u8.ToArray()));

        JsonElement envelope = await EnvelopeAssert.IsAsync(response, HttpStatusCode.BadRequest, "INVALID_FORMAT");
        Assert.Equal(["invalid.pdf"], EnvelopeAssert.Names(envelope, "filename"));
    }

    [ToolFact("node", "nodejs")]
    public async Task FetchCode_OfErrorHandling_SeesItsFields()
    {
        await using ApiServer server = await BatchCalls.StartWithReaderAsync(new() { ["RODLA_BATCH_QUEUE_LIMIT"] = "1" });
        (string one, _) = await server.UploadAsync(1);
        (string two, _) = await server.UploadAsync(2);
        using TemporaryFolder folder = new();

        string output = await RunAsync(server, folder.Path, "node", "trigger.js", Page, $$"""

            console.log((await triggerInference('{{one}}', {confidence_threshold: 0.25})).data.status);
            console.log(await triggerInference('upl_aaaaaaaaaaaa', {}));
            console.log(await triggerInference('{{one}}', {confidence_threshold: 2}));
            console.log(await triggerInference('{{two}}', {}));
            """);

        Assert.Equal(
            """
            queued
            error: Upload expired, please re-upload images
            null
            validation: config.confidence_threshold: Must be between 0.0 and 1.0
            null
            error: The service is busy, try again
            null

            """.ReplaceLineEndings("\n"),
            output);
    }

    /// <summary>Runs an example in a folder, with this service's address in place of the document's; what it prints.</summary>
    private static async Task<string> RunAsync(
        ApiServer server, string folder, string program, string example, string before, string after, params (string Old, string New)[] changes)
    {
        string source = await File.ReadAllTextAsync(
            Path.Combine(RepositoryRoot.Path, "tests", "RoDLA.Tests", "Api", "Inference", "Clients", example));
        source = changes.Append(("localhost:8000", server.Address.Authority))
            .Aggregate(before + source + after, (text, change) => text.Replace(change.Item1, change.Item2, StringComparison.Ordinal));
        string script = Path.Combine(folder, Path.ChangeExtension(example, program == "node" ? ".mjs" : ".sh"));
        await File.WriteAllTextAsync(script, source);
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo(program, [script])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
            },
        };
        process.StartInfo.Environment["NO_PROXY"] = "*";
        process.Start();
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(120));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            Assert.True(process.ExitCode == 0, $"{example} ended with {process.ExitCode}:\n{await output}\n{await error}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
