using System.Diagnostics;

namespace RoDLA.Tests.Clients;

/// <summary>A script that was run to its end.</summary>
internal sealed record ScriptRun(int Exit, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);

    /// <summary>Runs a program in a folder, with the address of the service in <c>RODLA_URL</c>.</summary>
    public static async Task<ScriptRun> OfAsync(string program, IEnumerable<string> arguments, string folder, Uri service)
    {
        ProcessStartInfo info = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["RODLA_URL"] = service.ToString() },
        };
        using Process process = Process.Start(info)!;
        using CancellationTokenSource deadline = new(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new ScriptRun(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
