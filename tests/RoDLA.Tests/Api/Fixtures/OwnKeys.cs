using RoDLA.Cli.Keys;

namespace RoDLA.Tests.Api.Fixtures;

/// <summary>A file of API keys in a folder of a test.</summary>
internal sealed class OwnKeys(TemporaryFolder folder)
{
    public string File { get; } = Path.Combine(folder.Path, "keys.json");

    /// <summary>Adds a key.</summary>
    /// <returns>What a client sends.</returns>
    public async Task<string> AddAsync(string name, AccessRole role)
    {
        (ApiKey key, string secret) = ApiKey.Create(name, role, DateTimeOffset.UtcNow);
        await KeyFile.WriteAsync(File, [.. System.IO.File.Exists(File) ? KeyFile.Read(File) : [], key], CancellationToken.None);
        return secret;
    }
}
