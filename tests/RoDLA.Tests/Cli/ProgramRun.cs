using Microsoft.Extensions.DependencyInjection;
using RoDLA.Api;
using RoDLA.Cli.Hosting;

namespace RoDLA.Tests.Cli;

/// <summary>One run of the program in this process.</summary>
/// <param name="Exit">The exit code.</param>
/// <param name="Output">What it wrote to the standard output.</param>
/// <param name="Error">What it wrote to the standard error.</param>
internal sealed record ProgramRun(int Exit, string Output, string Error)
{
    /// <summary>Messages about the command line, without the closing one.</summary>
    public string[] Mistakes => Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)[..^1];

    public static async Task<ProgramRun> OfAsync(
        IEnumerable<string> arguments, Action<IServiceCollection>? replace = null, CancellationToken cancellationToken = default)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        ProgramContext context = new(new Dictionary<string, string>(), output, error) { Replace = replace };
        int exit = await Program.CreateCommandLine(context).RunAsync([.. arguments], cancellationToken);
        return new ProgramRun(exit, output.ToString(), error.ToString());
    }
}
