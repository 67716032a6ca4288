using System.CommandLine.Invocation;
using RoDLA.Cli.Configuration;
using RoDLA.Cli.Output;

namespace RoDLA.Cli;

/// <summary>Prints the version.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"{ProgramConfiguration.ApplicationName} {ApiVersion.Text}");
        return ExitCode.Success;
    }
}
