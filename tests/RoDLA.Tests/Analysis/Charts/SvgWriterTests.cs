using System.Xml.Linq;
using RoDLA.Analysis.Charts.Drawing;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

public sealed class SvgWriterTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.001, "0")]
    [InlineData(12.5, "12.5")]
    [InlineData(1234567.891, "1234567.89")]
    [InlineData(0.005, "0.01")]
    [InlineData(-3.14159, "-3.14")]
    public void Number_Value_HasAtMostTwoDecimals(double value, string expected)
    {
        using SvgBuffer buffer = new();
        Assert.Equal(expected, buffer.Number(value).ToString());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Number_NotFinite_Throws(double value)
    {
        using SvgBuffer buffer = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Number(value));
    }

    [Theory]
    [InlineData("a<b>&\"c'", "a&lt;b&gt;&amp;&quot;c&#39;")]
    [InlineData("😀文", "😀文")]
    [InlineData("x\0y\u0007z", "x�y�z")]
    public void Escaped_Text_IsWhatXmlCanHold(string text, string expected)
    {
        using SvgBuffer buffer = new();
        Assert.Equal(expected, buffer.Escaped(text).ToString());
    }

    [Fact]
    public void Escaped_HalfASurrogatePair_IsReplaced()
    {
        using SvgBuffer buffer = new();
        Assert.Equal("half \ufffd!", buffer.Escaped("half \ud83d!").ToString());
    }

    [Fact]
    public void Raw_MoreThanTheFirstBuffer_GrowsAndKeepsAll()
    {
        using SvgBuffer buffer = new();
        for (int i = 0; i < 20_000; i++)
        {
            buffer.Number(i).Raw(",");
        }

        Assert.Equal(Enumerable.Range(0, 20_000), buffer.ToString().TrimEnd(',').Split(',').Select(int.Parse));
    }

    [Fact]
    public void Finish_AnyText_IsWellFormedAndAccessible()
    {
        using SvgWriter svg = new("name", 100, 50, "A <title>", "A & \"description\"");
        svg.Text(1, 2, "cut…", new TextStyle(12, "#000000"), fullText: "cut off");
        svg.Rect(0, 0, 1, 1, new Paint("#ffffff"), "tip <&>");
        XElement root = XDocument.Parse(svg.Finish()).Root!;
        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.Equal("img", root.Attribute("role")?.Value);
        string ids = $"{root.Element(ns + "title")!.Attribute("id")!.Value} {root.Element(ns + "desc")!.Attribute("id")!.Value}";
        Assert.Equal(ids, root.Attribute("aria-labelledby")!.Value);
        Assert.Equal("A <title>", root.Element(ns + "title")!.Value);
        Assert.Equal("A & \"description\"", root.Element(ns + "desc")!.Value);
        Assert.Equal("cut off", root.Element(ns + "text")!.Element(ns + "title")!.Value);
        Assert.Equal("tip <&>", root.Elements(ns + "rect").Last().Element(ns + "title")!.Value);
    }
}
