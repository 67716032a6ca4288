using System.Net;
using Xunit;

namespace RoDLA.Tests.Api.Fixtures;

/// <summary>What must hold after whatever was sent to the service.</summary>
internal static class ApiServerAssert
{
    /// <summary>The service answers the next request.</summary>
    public static async Task AssertAliveAsync(this ApiServer server)
    {
        using HttpResponseMessage response = await server.DetectAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>No temporary file is left, and the service answers the next request.</summary>
    public static async Task AssertNothingLeftAsync(this ApiServer server)
    {
        await ApiServer.EventuallyAsync(() => server.UploadedFiles.Length == 0);
        using HttpResponseMessage live = await server.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }
}
