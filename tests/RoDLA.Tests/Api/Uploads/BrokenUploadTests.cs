using System.Net;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Uploads;

/// <summary>Uploads that end early or are no form at all: the right answer, no file left, the service alive.</summary>
public sealed class BrokenUploadTests
{
    private static readonly Dictionary<string, string> SpillEarly = new() { ["RODLA_UPLOAD_MEMORY_KB"] = "16" };

    [Fact]
    public async Task Detect_FormWithoutEnd_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync(SpillEarly);
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);
        string body = RawConnection.FilePart() + new string('x', 100_000);

        await connection.SendAsync(RawConnection.Head(server.Address, $"Content-Length: {body.Length}") + body);

        string response = await connection.ReadAsync();
        Assert.StartsWith("HTTP/1.1 400 ", response, StringComparison.Ordinal);
        Assert.Contains("\"malformed_form\"", response, StringComparison.Ordinal);
        await server.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Detect_FolderOfTheServiceLost_Is500()
    {
        await using ApiServer server = await ApiServer.StartAsync(SpillEarly);
        Directory.Delete(server.Uploads, recursive: true);

        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form(new byte[100_000]));

        await ProblemAssert.IsAsync(response, HttpStatusCode.InternalServerError, "internal_error");
    }

    [Fact]
    public async Task Detect_BodyShorterThanItsLength_NothingIsLeft()
    {
        await using ApiServer server = await ApiServer.StartAsync(SpillEarly);
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);
        string body = RawConnection.FilePart() + new string('x', 100_000);

        await connection.SendAsync(RawConnection.Head(server.Address, "Content-Length: 200000") + body);
        await ApiServer.EventuallyAsync(() => server.UploadedFiles.Length == 1);

        // Kestrel cannot tell a half-closed connection from a closed one, and aborts it (docs/security.md).
        connection.EndSending();

        await server.AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Detect_ClientBreaksOffInTheMidstOfTheUpload_NothingIsLeft()
    {
        await using ApiServer server = await ApiServer.StartAsync(SpillEarly);
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);
        await connection.SendAsync(RawConnection.Head(server.Address, "Content-Length: 40000000") + RawConnection.FilePart());
        await connection.SendAsync(new byte[1_000_000]);
        await ApiServer.EventuallyAsync(() => server.UploadedFiles.Length == 1);

        connection.Break();

        await server.AssertNothingLeftAsync();
        Assert.Empty(server.Fake.Uploads);
    }

    [Fact]
    public async Task Detect_ClientBreaksOffWhileItsPageIsWorkedOn_TheWorkIsCancelled()
    {
        await using ApiServer server = await ApiServer.StartAsync(SpillEarly);
        TaskCompletionSource started = new();
        TaskCompletionSource cancelled = new();
        server.Fake.Work = async token =>
        {
            started.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                cancelled.SetResult();
                throw;
            }
        };
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);
        string body = RawConnection.FilePart() + new string('x', 100_000) + $"\r\n--{RawConnection.Boundary}--\r\n";
        await connection.SendAsync(RawConnection.Head(server.Address, $"Content-Length: {body.Length}") + body);
        await started.Task.WaitAsync(TimeSpan.FromSeconds(10));

        connection.Break();

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
        server.Fake.Work = _ => Task.CompletedTask;
        await server.AssertNothingLeftAsync();
    }

    [Theory]
    [InlineData("no form at all")]
    [InlineData("--" + RawConnection.Boundary + "\r\n\r\nx\r\n--" + RawConnection.Boundary + "--\r\n")]
    [InlineData("--" + RawConnection.Boundary + "\r\nContent-Disposition: attachment\r\n\r\nx\r\n--" + RawConnection.Boundary + "--\r\n")]
    [InlineData("--" + RawConnection.Boundary + "\r\nno header\r\n\r\nx\r\n--" + RawConnection.Boundary + "--\r\n")]
    public async Task Detect_MalformedForm_Is400(string body)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendAsync(RawConnection.Head(server.Address, $"Content-Length: {body.Length}") + body);

        string response = await connection.ReadAsync();
        Assert.StartsWith("HTTP/1.1 400 ", response, StringComparison.Ordinal);
        Assert.Contains("\"malformed_form\"", response, StringComparison.Ordinal);
        await server.AssertAliveAsync();
    }

    [Theory]
    [InlineData("filename*")]
    [InlineData("filename*=")]
    [InlineData("filename*=nothing")]
    public async Task Detect_FileNameStarWithoutValue_OtherNameCounts(string parameter)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);
        string body = $"--{RawConnection.Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"; {parameter}\r\n\r\n"
            + $"page\r\n--{RawConnection.Boundary}--\r\n";

        await connection.SendAsync(RawConnection.Head(server.Address, $"Content-Length: {body.Length}") + body);

        Assert.Contains("\"filename\":\"a.png\"", await connection.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detect_PartWithEndlessHeaders_Is400()
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using RawConnection connection = await RawConnection.OpenAsync(server.Address);
        string headers = string.Join("\r\n", Enumerable.Range(0, 2000).Select(i => $"X-Header-{i}: {new string('x', 50)}"));
        string body = RawConnection.FilePart(headers);

        await connection.SendAsync(RawConnection.Head(server.Address, $"Content-Length: {body.Length}") + body);

        Assert.StartsWith("HTTP/1.1 400 ", await connection.ReadAsync(), StringComparison.Ordinal);
        await server.AssertAliveAsync();
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    public async Task Detect_FormWithoutBoundary_Is400(string contentType)
    {
        await using ApiServer server = await ApiServer.StartAsync();
        using ByteArrayContent content = new([1]);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using HttpResponseMessage response = await server.DetectAsync(content);

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "malformed_form");
    }
}
