using RoDLA.Analysis.Text;
using RoDLA.Detection;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Analysis.Text;

public sealed class TextAssemblerTests
{
    [Theory]
    [InlineData("one two|three", "one two three")]
    [InlineData("docu-|ment layout", "document layout")]
    [InlineData("docu\u00AD|ment", "document")]
    [InlineData("docu\u2010|ment", "document")]
    [InlineData("North-|South", "North- South")]
    [InlineData("1914-|1918", "1914- 1918")]
    [InlineData("- a|dash -|alone", "- a dash - alone")]
    public void Assemble_Lines_AreJoined(string lines, string expected) =>
        Assert.Equal(expected, TextAssembler.Assemble(TextAssembler.Lines(Lines(lines)), ElementRole.Text));

    [Theory]
    [InlineData(nameof(ElementRole.Code), "a:|  b", "a:\nb")]
    [InlineData(nameof(ElementRole.List), "• one|more|• two", "• one more\n• two")]
    [InlineData(nameof(ElementRole.List), "1. one|more|2. two|(a) three", "1. one more\n2. two\n(a) three")]
    [InlineData(nameof(ElementRole.Text), "1. one|2. two", "1. one 2. two")]
    public void Assemble_RolesWithLines_KeepThem(string role, string lines, string expected) =>
        Assert.Equal(expected, TextAssembler.Assemble(TextAssembler.Lines(Lines(lines)), Enum.Parse<ElementRole>(role)));

    [Fact]
    public void Assemble_PartsOfARow_AreInOneRowFromLeftToRight()
    {
        PageWord[][] parts = [[Word("right", 300, 101)], [Word("below", 10, 130)], [Word("left", 10, 100)]];
        Assert.Equal("left right below", TextAssembler.Assemble(TextAssembler.Lines(parts), ElementRole.Text));
    }

    [Fact]
    public void Assemble_VerticalText_KeepsTheOrderOfTheSource()
    {
        PageWord[][] parts =
        [
            [new("up", new BoundingBox(10, 300, 20, 350)), new("wards", new BoundingBox(10, 200, 20, 290))],
            [new("sec", new BoundingBox(30, 300, 40, 350)), new("ond", new BoundingBox(30, 200, 40, 290))],
        ];
        Assert.Equal("up wards sec ond", TextAssembler.Assemble(TextAssembler.Lines(parts), ElementRole.Text));
    }

    [Fact]
    public void Assemble_NoWords_IsNull() => Assert.Null(TextAssembler.Assemble([], ElementRole.Text));

    [Fact]
    public void Assign_Words_GoWhereTheirCentreLies()
    {
        PageText text = new([[Word("a", 0, 0)], [Word("b", 100, 0)], [Word("near", 100, 104)], [Word("far", 500, 500)]]);
        BoundingBox[] boxes = [new(0, 0, 50, 50), new(90, 0, 200, 100), new(0, 0, 300, 300)];
        IReadOnlyList<List<IReadOnlyList<PageWord>>> assigned = WordAssignment.Assign(text, boxes[..2]);
        Assert.Equal(["a"], assigned[0].SelectMany(part => part).Select(word => word.Text));

        // The letters of "near" begin 4 px below the box.
        Assert.Equal(["b", "near"], assigned[1].SelectMany(part => part).Select(word => word.Text));
        Assert.Equal(["a", "b", "near"], WordAssignment.Assign(text, boxes)[2].SelectMany(part => part).Select(word => word.Text));
    }

    [Fact]
    public void Assign_WordCutOffByItsBox_GoesToTheNearest()
    {
        PageText text = new([[Word("cut", 100, 97)]]);
        IReadOnlyList<List<IReadOnlyList<PageWord>>> assigned =
            WordAssignment.Assign(text, [new(90, 0, 200, 99), new(90, 106, 200, 200)]);
        Assert.Equal([1, 0], assigned.Select(parts => parts.Count));
    }

    [Theory]
    [InlineData(53, 1)]
    [InlineData(70, 0)]
    public void Assign_LineUnderABox_GoesToItWhenNear(float y, int parts)
    {
        PageText text = new([[Word("last", 100, y), Word("line", 150, y)]]);
        IReadOnlyList<List<IReadOnlyList<PageWord>>> assigned = WordAssignment.Assign(text, [new(90, 0, 300, 50), new(300, 0, 500, 50)]);
        Assert.Equal([parts, 0], assigned.Select(box => box.Count));
    }

    [Fact]
    public void Assign_EndOfALineOutsideEveryBox_GoesWithItsLine()
    {
        PageText text = new([[Word("first", 0, 0), Word("second", 50, 0), Word("third", 100, 0)]]);
        IReadOnlyList<List<IReadOnlyList<PageWord>>> assigned = WordAssignment.Assign(text, [new(90, 0, 200, 50)]);
        Assert.Equal(["first", "second", "third"], Assert.Single(assigned[0]).Select(word => word.Text));
    }

    private static PageWord Word(string text, float x, float y) => new(text, new BoundingBox(x, y, x + 40, y + 10));

    private static PageWord[][] Lines(string lines) =>
    [
        .. lines.Split('|').Select((line, row) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((word, column) => Word(word, column * 50, row * 15)).ToArray()),
    ];
}
