using System.Text;
using RoDLA.Api.Docs;
using RoDLA.Cli;

namespace RoDLA.Api.Hosting;

/// <summary>The program: the server and the commands.</summary>
internal static class RodlaProgram
{
    /// <summary>The program, not run.</summary>
    /// <param name="variable">Looks up an environment variable.</param>
    /// <param name="output">Gets the answers.</param>
    /// <param name="error">Gets everything else.</param>
    /// <param name="replace">Replaces services, for tests.</param>
    public static Commands Create(
        Func<string, string?> variable, TextWriter output, TextWriter error, Action<IServiceCollection>? replace = null) =>
        new(variable, output, error, replace)
        {
            Serve = async (invocation, cancellationToken) =>
            {
                await using WebApplication app = RodlaHost.CreateServer(invocation, variable, replace);
                return await ServeCommand.RunAsync(app, output, error, cancellationToken);
            },
            OpenApi = async (invocation, cancellationToken) =>
            {
                await using WebApplication app = RodlaHost.CreateServer(invocation, variable, replace);
                byte[] document = await app.Services.GetRequiredService<OpenApiText>().GetAsync(cancellationToken);
                await output.WriteAsync(Encoding.UTF8.GetString(document));
                return ExitCode.Success;
            },
        };
}
