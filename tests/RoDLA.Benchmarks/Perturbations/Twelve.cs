using Microsoft.Extensions.DependencyInjection;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Perturbations;
using RoDLA.Perturbations.Registration;

namespace RoDLA.Benchmarks.Perturbations;

/// <summary>The twelve perturbations, with the background pictures of the checkout.</summary>
internal static class Twelve
{
    public static PerturbationRegistry Registry { get; } = new ServiceCollection()
        .AddSingleton<IPageReader>(new PageReader(new ImagingOptions(), TimeProvider.System))
        .AddSingleton(new BackgroundFolders(Path.Combine(Repository.Root, "backgrounds")))
        .AddPerturbations()
        .BuildServiceProvider()
        .GetRequiredService<PerturbationRegistry>();
}
