using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RoDLA.Api.Errors;
using RoDLA.Api.Hosting;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Hosting;

/// <summary>Limits of connections, slow uploads and open files.</summary>
public sealed class ConnectionLimitTests
{
    [Fact]
    public async Task Connection_OneTooMany_Is503UntilAnotherCloses()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_MAX_CONNECTIONS"] = "2" });
        using RawConnection first = await OpenAsync(server.Address);
        RawConnection second = await OpenAsync(server.Address);

        string refused = await AskAsync(server.Address);
        second.Dispose();

        Assert.StartsWith("HTTP/1.1 503 ", refused, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 5", refused, StringComparison.Ordinal);
        Assert.Contains("X-Request-Id: ", refused, StringComparison.Ordinal);
        Assert.Contains("\"error_code\":\"too_many_connections\"", refused, StringComparison.Ordinal);
        await AnswersAsync(server.Address);
    }

    [Fact]
    public async Task Connection_OneTooManyOfItsAddress_Is503AndOthersAreAnswered()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_MAX_CONNECTIONS_PER_ADDRESS"] = "2" });
        using RawConnection first = await OpenAsync(server.Address);
        using RawConnection second = await OpenAsync(server.Address);

        Assert.StartsWith("HTTP/1.1 503 ", await AskAsync(server.Address), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(server.Address, "127.0.0.2"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RODLA_API_PORT", "{0}")]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:{0}")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "{0}")]
    [InlineData("Kestrel__Endpoints__Plain__Url", "http://127.0.0.1:{0}")]
    public async Task ManagementPort_AllConnectionsInUse_AnswersHealthAlone(string variable, string value)
    {
        (int port, int management) = (FreePort(), FreePort());
        Dictionary<string, string> variables = new()
        {
            ["RODLA_MAX_CONNECTIONS"] = "1", ["RODLA_MANAGEMENT_PORT"] = $"{management}", ["RODLA_API_PORT"] = "",
        };
        variables[variable] = string.Format(null, value, port);
        await using ApiServer server = await ApiServer.StartAsync(variables);
        Uri main = new($"http://127.0.0.1:{port}");
        Uri second = new($"http://127.0.0.1:{management}");
        using RawConnection busy = await OpenAsync(main);

        Assert.StartsWith("HTTP/1.1 503 ", await AskAsync(main), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(second), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 404 ", await AskAsync(second, path: "/api/model-info"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RODLA_UPLOAD_TIMEOUT", "1")]
    [InlineData("RODLA_UPLOAD_MIN_RATE", "1000000")]
    public async Task Detect_SlowUpload_Is408(string variable, string value)
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { [variable] = value });
        using RawConnection slow = await RawConnection.OpenAsync(server.Address);

        await slow.SendAsync(RawConnection.Head(server.Address, "Content-Length: 1000000") + RawConnection.FilePart() + "abc");

        Assert.Contains("\"error_code\":\"request_too_slow\"", await slow.ReadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, false, 1)]
    [InlineData(511, false, 55)]
    [InlineData(512, true, 56)]
    [InlineData(1024, true, 312)]
    [InlineData(65_536, true, 32_568)]
    [InlineData(null, true, int.MaxValue)]
    public void FileHandles_Limit_LeavesRoomForConnections(int? limit, bool isEnough, int connections)
    {
        Assert.Equal(isEnough, FileHandles.WhyTooFew(limit) is null);
        Assert.Equal(connections, FileHandles.MaxConnections(limit));
    }

    [Fact]
    public async Task Start_FewOpenFiles_SaysWhatIsWrongAndExits()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "RoDLA.Api.dll");
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", "ulimit -n 64; exec dotnet \"$0\"", program])
        {
            RedirectStandardError = true,
        })!;

        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("The limit of open files is 64; the program needs at least 512.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_MoreThanMayBeOpen_WaitsAndIsAnswered()
    {
        await using ApiServer server = await ApiServer.StartAsync(new() { ["RODLA_MAX_CONNECTIONS"] = "2" });

        // More at once than there are places, those for refusals included.
        string[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => AskAsync(server.Address)));

        Assert.All(answers, answer => Assert.Matches("^HTTP/1.1 (200|503) ", answer));
    }

    [Fact]
    public void Describe_TooManyOpenFiles_Is503WithRetryAfter()
    {
        foreach (Exception exception in (Exception[])
            [new IOException("open", 24), new IOException("open", 23), new SocketException((int)SocketError.TooManyOpenSockets),
             new InvalidOperationException("start", new System.ComponentModel.Win32Exception(24))])
        {
            ApiException problem = ProblemMapping.Describe(exception)!;

            Assert.Equal(ProblemKind.OutOfFiles, problem.Kind);
            Assert.NotNull(problem.RetryAfter);
        }
    }

    private static async Task<RawConnection> OpenAsync(Uri address)
    {
        RawConnection connection = await RawConnection.OpenAsync(address);
        await connection.SendAsync(RawConnection.Get(address, "/health/live"));
        Assert.StartsWith("HTTP/1.1 200 ", await connection.ReadAsync(), StringComparison.Ordinal);
        return connection;
    }

    private static async Task<string> AskAsync(Uri address, string? from = null, string path = "/health/live")
    {
        using RawConnection connection = await RawConnection.OpenAsync(address, from);
        await connection.SendAsync(RawConnection.Get(address, path));
        return await connection.ReadAsync();
    }

    private static async Task AnswersAsync(Uri address)
    {
        for (int i = 0; i < 500 && !(await AskAsync(address)).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal); i++)
        {
            await Task.Delay(10);
        }

        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(address), StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
