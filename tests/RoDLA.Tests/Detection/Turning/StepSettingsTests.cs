using RoDLA.Detection;
using Xunit;

namespace RoDLA.Tests.Detection.Turning;

public sealed class StepSettingsTests
{
    [Theory]
    [InlineData("auto", null, "auto")]
    [InlineData(" OFF ", 0f, "off")]
    [InlineData("0", 0f, "off")]
    [InlineData("-12.5", -12.5f, "-12.5")]
    [InlineData("45", 45f, "45")]
    public void ParseDeskew_Setting_IsReadAndWrittenBack(string text, float? angle, string written)
    {
        Assert.Equal(new Deskew(angle), Deskew.Parse(text));
        Assert.Equal(written, Deskew.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("on")]
    [InlineData("45.1")]
    [InlineData("-46")]
    [InlineData("NaN")]
    [InlineData("1,5")]
    public void ParseDeskew_WrongText_IsNull(string text) => Assert.Null(Deskew.Parse(text));

    [Theory]
    [InlineData("auto", null, "auto")]
    [InlineData(" Off", 0, "off")]
    [InlineData("0", 0, "off")]
    [InlineData("90", 90, "90")]
    [InlineData("180", 180, "180")]
    [InlineData("270", 270, "270")]
    public void ParseOrientation_Setting_IsReadAndWrittenBack(string text, int? degrees, string written)
    {
        Assert.Equal(new PageOrientation(degrees), PageOrientation.Parse(text));
        Assert.Equal(written, PageOrientation.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("45")]
    [InlineData("-90")]
    [InlineData("360")]
    [InlineData("left")]
    public void ParseOrientation_WrongText_IsNull(string text) => Assert.Null(PageOrientation.Parse(text));
}
