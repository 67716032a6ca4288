using RoDLA.Analysis.Storage;
using Xunit;

namespace RoDLA.Tests.Analysis.Storage;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("page.png", "page")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..", "page")]
    [InlineData(".hidden", "hidden")]
    [InlineData("a/b\\c d:e*.tif", "c_d_e_")]
    [InlineData("Größe.pdf", "Größe")]
    [InlineData("***", "page")]
    [InlineData("", "page")]
    [InlineData("a\0b\n.png", "a_b_")]
    public void Stem_Name_IsSafe(string name, string expected) => Assert.Equal(expected, SafeFileName.Stem(name));

    [Fact]
    public void Stem_LongName_FitsAFileSystem() =>
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(SafeFileName.Stem(new string('ü', 500))) <= 100);

    [Theory]
    [InlineData("page.jpg", "page.jpg")]
    [InlineData("../a\\b/page.jpg", "page.jpg")]
    [InlineData("\U0001F600.jpg", "\U0001F600.jpg")]
    [InlineData("\U00020BB7\u91CE\u5BB6.jpg", "\U00020BB7\u91CE\u5BB6.jpg")]
    [InlineData("\U0001F468\u200D\U0001F469.jpg", "\U0001F468\u200D\U0001F469.jpg")]
    [InlineData("a\u0001\r\n\u2028b.jpg", "ab.jpg")]
    [InlineData("a\u202Egpj.exe", "agpj.exe")]
    [InlineData("\u2066a\u2069.jpg", "a.jpg")]
    [InlineData(" ", "upload")]
    [InlineData(null, "upload")]
    public void Display_AnyName_KeepsWhatIsDisplayable(string? name, string expected) => Assert.Equal(expected, SafeFileName.Display(name));

    [Theory]
    [InlineData("x", 150, 200)]
    [InlineData("\U0001F600", 60, 120)]
    [InlineData("x", 300, 200)]
    [InlineData("\U0001F600", 150, 199)]
    public void Display_LongName_KeepsBeginningAndEndWithWholeCharacters(string character, int count, int mostLength)
    {
        string name = "a" + string.Concat(Enumerable.Repeat(character, count)) + ".jpg";

        string cleaned = SafeFileName.Display(name);

        Assert.InRange(cleaned.Length, 1, Math.Max(mostLength, Math.Min(name.Length, 200)));
        Assert.StartsWith("a" + character, cleaned, StringComparison.Ordinal);
        Assert.EndsWith(character + ".jpg", cleaned, StringComparison.Ordinal);
        Assert.DoesNotContain(cleaned.EnumerateRunes(), r => r.Value == 0xFFFD);
    }
}
