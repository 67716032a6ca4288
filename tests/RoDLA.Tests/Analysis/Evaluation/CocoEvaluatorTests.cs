using FsCheck;
using FsCheck.Fluent;
using RoDLA.Analysis.Evaluation.Coco;
using Xunit;

namespace RoDLA.Tests.Analysis.Evaluation;

public sealed class CocoEvaluatorTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string, string> Vectors
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (CocoVector vector in CocoVector.All)
            {
                data.Add(vector.Name, "coco");
                data.Add(vector.Name, "rodla");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Summary_CheckedInSet_IsTheReferences(string name, string protocolName)
    {
        CocoVector vector = CocoVector.All.Single(v => v.Name == name);
        CocoProtocol protocol = CocoProtocol.ByName[protocolName];
        CocoEvaluator result = new(vector.Pages, vector.Classes, protocol);
        AssertEqual(vector.Stats(protocol), Figures(result.Summary));
        AssertEqual(
            vector.ClassMeans(protocol), [.. Enumerable.Range(0, vector.Classes).Select(c => result.Tables.MeanPrecision(0, 2, null, c))]);
    }

    [Theory]
    [InlineData("coco")]
    [InlineData("rodla")]
    public void Summary_AnyPages_IsThatOfThePlainImplementation(string protocolName)
    {
        CocoProtocol protocol = CocoProtocol.ByName[protocolName];
        Prop.ForAll(AnyPages, pages => AssertEqual(
            PlainCoco.Figures(pages, 3, protocol), Figures(new CocoEvaluator(pages, 3, protocol).Summary)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20_240_322, 14_442_403));
    }

    // One truth, three detections: the best is wrong, the second right, the third a duplicate. Precision 1/2 at every recall level.
    [Fact]
    public void Summary_WrongThenRightThenDuplicate_IsHalf()
    {
        EvaluatedPage page = new(
            [Truth(0, 0, 100, 100)],
            [new(0, 0.9, 500, 500, 100, 100), new(0, 0.8, 0, 0, 100, 100), new(0, 0.7, 0, 0, 100, 100)]);
        CocoSummary summary = new CocoEvaluator([page], 1, CocoProtocol.Standard).Summary;
        AssertEqual([0.5, 0.5, 0.5, null, null, 0.5, 0, 1, 1, null, null, 1], Figures(summary));
    }

    // Overlap 80 / 120 = 0.667: found at 0.50, 0.55, 0.60 and 0.65, so that AP is 4 of 10.
    [Fact]
    public void Summary_BoxShiftedByAFifth_IsFoundAtFourThresholds()
    {
        EvaluatedPage page = new([Truth(0, 0, 100, 100)], [new(0, 0.9, 20, 0, 100, 100)]);
        CocoSummary summary = new CocoEvaluator([page], 1, CocoProtocol.Standard).Summary;
        Assert.Equal(0.4, summary.Map!.Value, Tolerance);
        Assert.Equal(1, summary.Map50!.Value, Tolerance);
        Assert.Equal(0, summary.Map75!.Value, Tolerance);
    }

    [Fact]
    public void Summary_DetectionsInACrowd_CountNeitherWay()
    {
        TruthBox crowd = Truth(200, 0, 400, 400) with { IsCrowd = true, IsIgnored = true };
        EvaluatedPage page = new(
            [Truth(0, 0, 100, 100), crowd],
            [new(0, 0.9, 250, 50, 50, 50), new(0, 0.8, 350, 50, 50, 50), new(0, 0.7, 0, 0, 100, 100)]);
        Assert.Equal(1, new CocoEvaluator([page], 1, CocoProtocol.Standard).Summary.Map!.Value, Tolerance);
    }

    // 150 false detections before the right one: it is cut off at 100, and counts at 1000 with a precision of 1/151.
    [Fact]
    public void Summary_RodlaProtocol_ReadsMapAtAHundredAndTheRestAtAThousand()
    {
        DetectedBox[] wrong = [.. Enumerable.Range(0, 150).Select(i => new DetectedBox(0, 0.9, 500, i, 100, 100))];
        EvaluatedPage page = new([Truth(0, 0, 100, 100)], [.. wrong, new(0, 0.1, 0, 0, 100, 100)]);
        CocoSummary summary = new CocoEvaluator([page], 1, CocoProtocol.Rodla).Summary;
        Assert.Equal(0, summary.Map);
        Assert.Equal(1.0 / 151, summary.Map50!.Value, Tolerance);
        Assert.Equal(0, summary.ArFirst);
        Assert.Equal(1, summary.ArSecond);
    }

    [Fact]
    public void Summary_NoTruth_HasNoFigures() =>
        Assert.All(Figures(new CocoEvaluator([EvaluatedPage.Empty], 2, CocoProtocol.Standard).Summary), Assert.Null);

    private static Arbitrary<EvaluatedPage[]> AnyPages
    {
        get
        {
            // Few places and sizes, so that overlaps, equal scores and equal overlaps are frequent.
            Gen<double> place = Gen.Choose(0, 12).Select(v => v * 9.5);
            Gen<double> side = Gen.Choose(1, 12).Select(v => v * 10.25);
            Gen<TruthBox> truth =
                from c in Gen.Choose(0, 2)
                from x in place
                from y in place
                from w in side
                from h in side
                from share in Gen.Choose(5, 10)
                from kind in Gen.Choose(0, 9)
                select new TruthBox(c, x, y, w, h, w * h * share / 10) { IsCrowd = kind == 0, IsIgnored = kind <= 1 };
            Gen<DetectedBox> free =
                from c in Gen.Choose(0, 2)
                from x in place
                from y in place
                from w in side
                from h in side
                from score in Gen.Choose(0, 20)
                select new DetectedBox(c, score / 20.0, x, y, w, h);
            Gen<EvaluatedPage> page =
                from truths in truth.ListOf()
                from others in free.ListOf()
                from moves in Gen.Choose(-3, 3).ArrayOf(truths.Count)
                from scores in Gen.Choose(0, 20).ArrayOf(truths.Count)
                select new EvaluatedPage(
                    [.. truths],
                    [.. truths.Select((t, i) => new DetectedBox(t.Class, scores[i] / 20.0, t.X + moves[i], t.Y, t.Width, t.Height)), .. others]);
            return page.NonEmptyListOf().Select(pages => pages.Take(12).ToArray()).ToArbitrary();
        }
    }

    private static TruthBox Truth(double x, double y, double width, double height) => new(0, x, y, width, height, width * height);

    private static double?[] Figures(CocoSummary s) =>
        [s.Map, s.Map50, s.Map75, s.MapSmall, s.MapMedium, s.MapLarge, s.ArFirst, s.ArSecond, s.ArThird, s.ArSmall, s.ArMedium, s.ArLarge];

    private static void AssertEqual(double?[] expected, double?[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].HasValue, actual[i].HasValue);
            Assert.Equal(expected[i] ?? 0, actual[i] ?? 0, Tolerance);
        }
    }
}
