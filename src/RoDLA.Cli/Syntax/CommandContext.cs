using RoDLA.Cli.Hosting;
using RoDLA.Cli.Output;

namespace RoDLA.Cli.Syntax;

/// <summary>What a command runs with.</summary>
/// <param name="process">The process.</param>
/// <param name="switches">Configuration values from the command line.</param>
internal sealed class CommandContext(ProgramContext process, IReadOnlyDictionary<string, string?> switches)
{
    public ProgramContext Process => process;

    /// <summary>Configuration values from the command line.</summary>
    public IReadOnlyDictionary<string, string?> Switches => switches;

    public TextWriter Output => process.Output;

    public Terminal Terminal { get; } = new(process.Error);

    /// <summary>The services of the command.</summary>
    /// <param name="add">Adds services of the command's own.</param>
    /// <exception cref="Configuration.ConfigurationException">The configuration has mistakes.</exception>
    public IHost CreateHost(Action<IServiceCollection>? add = null) => CommandHost.Create(process, switches, add);
}
