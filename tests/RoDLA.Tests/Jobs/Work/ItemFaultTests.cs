using RoDLA.Imaging;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Work;
using Xunit;

namespace RoDLA.Tests.Jobs.Work;

public sealed class ItemFaultTests
{
    [Theory]
    [InlineData(ImageFault.Undecodable, ErrorCategory.BadImage, false)]
    [InlineData(ImageFault.Encrypted, ErrorCategory.BadImage, false)]
    [InlineData(ImageFault.TooManyPixels, ErrorCategory.OverLimit, false)]
    [InlineData(ImageFault.TooSlow, ErrorCategory.TimedOut, true)]
    [InlineData(ImageFault.ToolMissing, ErrorCategory.Internal, true)]
    public void Of_ImageThatCannotBeRead_HasACategoryThatSaysWhetherItIsTransient(ImageFault fault, ErrorCategory category, bool isTransient)
    {
        ItemFault found = ItemFault.Of(new ImageException(fault, "What is wrong."));

        Assert.Equal((category, "What is wrong."), (found.Category, found.Message));
        Assert.Equal(isTransient, found.Category.IsTransient());
    }
}
