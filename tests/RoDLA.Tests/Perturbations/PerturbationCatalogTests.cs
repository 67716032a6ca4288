using RoDLA.Perturbations;
using Xunit;

namespace RoDLA.Tests.Perturbations;

public sealed class PerturbationCatalogTests
{
    [Fact]
    public void All_TwelveInTheOrderOfTheDocumentation() => Assert.Equal(
        [
            "defocus", "vibration", "speckle", "texture", "watermark", "background", "ink_holdout", "ink_bleeding", "illumination",
            "rotation", "keystoning", "warping",
        ],
        PerturbationCatalog.All.Select(entry => entry.Name));

    [Fact]
    public void Categories_Five_CoverTheTwelve()
    {
        Assert.Equal(["blur", "noise", "content", "inconsistency", "spatial"], PerturbationCatalog.Categories.Select(group => group.Name));
        Assert.Equal(
            PerturbationCatalog.All.Select(entry => entry.Name), PerturbationCatalog.Categories.SelectMany(group => group.Types));
        Assert.Equal("Blur effects simulating optical issues", PerturbationCatalog.Categories[0].Description);
        Assert.Equal(3, PerturbationCatalog.DegreeLevels.Count);
    }

    [Fact]
    public void Registry_Twelve_EveryNameFoundWithThreeEffects()
    {
        Assert.All(PerturbationCatalog.All, entry => Assert.Same(entry, Pages.Registry.Find(entry.Name)!.Descriptor));
        Assert.All(PerturbationCatalog.All, entry => Assert.Equal(3, entry.DegreeEffects.Count));
        Assert.Equal(
            ["rotation", "keystoning", "warping"],
            PerturbationCatalog.All.Where(entry => entry.MovesBoxes).Select(entry => entry.Name));
        Assert.Null(Pages.Registry.Find("fog"));
    }
}
