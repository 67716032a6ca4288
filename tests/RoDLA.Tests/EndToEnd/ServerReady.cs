using RoDLA.Tests.Api.Fixtures;

namespace RoDLA.Tests.EndToEnd;

/// <summary>Waiting for the model.</summary>
internal static class ServerReady
{
    public static async Task ReadyAsync(this ApiServer server)
    {
        for (int i = 0; i < 600; i++)
        {
            using HttpResponseMessage response = await server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            if (response.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The service was not ready within 30 s.");
    }
}
