using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.EndToEnd;

namespace RoDLA.Tests.Web;

/// <summary>What the service answers to a client other than the web page.</summary>
internal static class Answered
{
    /// <summary>Number of detections of a sample.</summary>
    public static async Task<int> AnsweredAsync(this ApiServer server, string sample, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage response = await server.DetectAsync(ApiServer.Form(
            Samples.Read(sample), sample, [("save_json", "false"), ("generate_visualizations", "false"), .. fields]));
        JsonElement answer = await ApiServer.JsonAsync(response);
        return answer.GetProperty("all_detections").GetArrayLength();
    }
}
