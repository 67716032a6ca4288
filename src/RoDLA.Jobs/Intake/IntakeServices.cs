using Microsoft.Extensions.DependencyInjection;

namespace RoDLA.Jobs.Intake;

/// <summary>Registers what takes in what strangers send.</summary>
internal static class IntakeServices
{
    /// <summary>Adds <see cref="IArchiveReader"/> and <see cref="FileIntake"/>.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) =>
        services.AddSingleton<IArchiveReader, ArchiveReader>().AddSingleton<FileIntake>();
}
