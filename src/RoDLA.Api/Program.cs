using RoDLA.Api.Hosting;
using RoDLA.Cli;

namespace RoDLA.Api;

/// <summary>The program: a server, unless the command line names a command.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        // First: with few open files nothing else can be loaded.
        if (FileHandles.WhyTooFew(FileHandles.Limit()) is { } reason)
        {
            Console.Error.WriteLine(reason);
            return 1;
        }

        return await RunAsync(arguments);
    }

    private static Task<int> RunAsync(string[] arguments) =>
        CreateCommandLine(ProgramContext.OfProcess()).RunAsync(arguments, CancellationToken.None);

    /// <summary>The command line; without a command it serves.</summary>
    public static CommandLineProgram CreateCommandLine(ProgramContext context) =>
        new(context, new ServeCommand(Server.Create), new OpenApiCommand(Server.Create));
}
