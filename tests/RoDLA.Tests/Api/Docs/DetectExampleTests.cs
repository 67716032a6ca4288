using System.Text.Json;
using System.Text.Json.Serialization;
using RoDLA.Analysis.Json;
using RoDLA.Analysis.Pipeline;
using RoDLA.Api.Docs;
using Xunit;

namespace RoDLA.Tests.Api.Docs;

public sealed class DetectExampleTests
{
    private static readonly JsonSerializerOptions Strict = new(ReportJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    [Fact]
    public async Task Example_OfTheDocumentation_HasExactlyTheFieldsOfAnAnswer()
    {
        await using Stream file = EmbeddedFile.Open("detect-example.json");

        PageReport? example = await JsonSerializer.DeserializeAsync<PageReport>(file, Strict);

        Assert.NotNull(example?.RodlaMetrics);
        Assert.Equal(8, example.Visualizations.Count);
    }
}
