using RoDLA.Analysis.Evaluation.Coco;
using RoDLA.Analysis.Evaluation.Reports;
using Xunit;

namespace RoDLA.Tests.Analysis.Evaluation;

public sealed class MatchCodeTests
{
    public static TheoryData<string> Names => [.. CocoVector.All.Select(v => v.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Unpack_EveryPageOnce_GivesTheMap(string name)
    {
        CocoVector vector = CocoVector.All.Single(v => v.Name == name);
        CocoEvaluator result = new(vector.Pages, vector.Classes, CocoProtocol.Rodla);
        PackedMatches packed = MatchCode.Unpack(MatchCode.Pack(result, CocoProtocol.Rodla));

        int[] once = [.. vector.Pages.Select(_ => 1)];

        Assert.Equal(result.Summary.Map!.Value, PackedMatches.Mean(packed.Ap(once, new PrecisionCurve()))!.Value, 1e-12);
    }

    // A page that counts twice is the page and its copy, with a score that differs by nothing that counts.
    [Fact]
    public void Unpack_PagesWithWeights_GiveTheMapOfTheirCopies()
    {
        CocoVector vector = CocoVector.All.Single(v => v.Name == "plain");
        PackedMatches packed = MatchCode.Unpack(
            MatchCode.Pack(new CocoEvaluator(vector.Pages, vector.Classes, CocoProtocol.Rodla), CocoProtocol.Rodla));
        int[] weights = [.. vector.Pages.Select((_, i) => i % 3)];
        EvaluatedPage[] copies = [.. vector.Pages.SelectMany((page, i) => Enumerable.Repeat(page, weights[i]))];

        double? map = new CocoEvaluator(copies, vector.Classes, CocoProtocol.Rodla).Summary.Map;

        // Equal scores of different pages are ordered otherwise among copies.
        Assert.Equal(map!.Value, PackedMatches.Mean(packed.Ap(weights, new PrecisionCurve()))!.Value, 0.005);
    }

    [Theory]
    [InlineData("no base64")]
    [InlineData("AAAA")]
    [InlineData("")]
    public void Unpack_OtherText_Throws(string text) => Assert.Throws<InvalidDataException>(() => MatchCode.Unpack(text));
}
