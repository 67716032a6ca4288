using System.Collections;

namespace RoDLA.Cli.Hosting;

/// <summary>What the program gets from its process; tests bring their own.</summary>
/// <param name="Variables">Environment variables.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Error">The standard error.</param>
internal sealed record ProgramContext(IReadOnlyDictionary<string, string> Variables, TextWriter Output, TextWriter Error)
{
    /// <summary>Replaces services, for tests.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>That of this process.</summary>
    public static ProgramContext OfProcess() => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? ""),
        Console.Out,
        Console.Error);
}
