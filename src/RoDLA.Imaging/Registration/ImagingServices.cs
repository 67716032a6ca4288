using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RoDLA.Imaging.Ocr;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Tools;

namespace RoDLA.Imaging.Registration;

/// <summary>Registers the reading of pages; the host binds <see cref="ImagingOptions"/>.</summary>
public static class ImagingServices
{
    /// <summary>Adds <see cref="IPageReader"/> and <see cref="TextRecognizer"/>.</summary>
    public static IServiceCollection AddImaging(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<PixelBudget>()
            .AddSingleton(s => new ToolProcess(
                s.GetRequiredService<IOptions<ImagingOptions>>().Value, s.GetRequiredService<TimeProvider>()))
            .AddSingleton<IPageReader>(s => new PageReader(
                s.GetRequiredService<IOptions<ImagingOptions>>().Value,
                s.GetRequiredService<PixelBudget>(),
                s.GetRequiredService<ToolProcess>(),
                s.GetRequiredService<TimeProvider>()))
            .AddSingleton(s => new TextRecognizer(
                s.GetRequiredService<ToolProcess>(), s.GetRequiredService<IOptions<ImagingOptions>>().Value));
    }
}
