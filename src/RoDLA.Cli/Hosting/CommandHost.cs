using RoDLA.Analysis.Registration;
using RoDLA.Cli.Configuration;
using RoDLA.Detection.Registration;
using RoDLA.Imaging.Registration;
using RoDLA.Perturbations.Registration;

namespace RoDLA.Cli.Hosting;

/// <summary>Builds the services of a command that runs and ends.</summary>
internal static class CommandHost
{
    /// <summary>The host, not started.</summary>
    /// <param name="context">The process.</param>
    /// <param name="switches">Configuration values from the command line.</param>
    /// <param name="add">Adds services of the command's own.</param>
    /// <exception cref="ConfigurationException">The configuration has mistakes.</exception>
    public static IHost Create(
        ProgramContext context, IReadOnlyDictionary<string, string?> switches, Action<IServiceCollection>? add = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = ProgramConfiguration.ApplicationName,
            ContentRootPath = ProgramConfiguration.ContentRoot(context.Variables, switches),
            EnvironmentName = ProgramConfiguration.EnvironmentName(context.Variables, switches),
        });
        builder.Configuration.AddProgramSources(builder.Environment, context.Variables, switches);
        builder.Logging.AddCommandLog();
        builder.Services
            .AddRodlaOptions(builder.Configuration, builder.Environment.ContentRootPath)
            .AddImaging().AddPerturbations().AddLayoutDetection().AddAnalysis();
        add?.Invoke(builder.Services);
        context.Replace?.Invoke(builder.Services);
        return builder.Build();
    }
}
