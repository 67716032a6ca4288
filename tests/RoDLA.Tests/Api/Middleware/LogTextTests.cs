using RoDLA.Api.Middleware;
using Xunit;

namespace RoDLA.Tests.Api.Middleware;

public sealed class LogTextTests
{
    [Theory]
    [InlineData("/api/detect", "/api/detect")]
    [InlineData("/a\r\nINF forged", "/a??INF forged")]
    [InlineData("/a\u2028b\u001b[2J", "/a?b?[2J")]
    [InlineData(null, "")]
    public void Clean_Text_IsOneLine(string? text, string expected) => Assert.Equal(expected, LogText.Clean(text));

    [Fact]
    public void Clean_LongText_IsCut() => Assert.Equal(256, LogText.Clean(new string('x', 10_000)).Length);
}
