using RoDLA.Cli.Hosting;
using RoDLA.Cli.Output;

namespace RoDLA.Cli.Syntax;

/// <summary>What a command runs with.</summary>
/// <param name="program">The process.</param>
/// <param name="switches">Configuration values from the command line.</param>
internal sealed class CommandContext(ProgramContext program, IReadOnlyDictionary<string, string?> switches)
{
    /// <summary>The process.</summary>
    public ProgramContext Program => program;

    /// <summary>Configuration values from the command line.</summary>
    public IReadOnlyDictionary<string, string?> Switches => switches;

    /// <summary>Gets the answers.</summary>
    public TextWriter Output => program.Output;

    /// <summary>Gets everything else.</summary>
    public Terminal Terminal { get; } = new(program.Error);

    /// <summary>The services of the command.</summary>
    /// <param name="add">Adds services of the command's own.</param>
    /// <exception cref="Configuration.ConfigurationException">The configuration has mistakes.</exception>
    public IHost CreateHost(Action<IServiceCollection>? add = null) => CommandHost.Create(program, switches, add);
}
