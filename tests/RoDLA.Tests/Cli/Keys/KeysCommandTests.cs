using System.Text;
using RoDLA.Cli.Keys;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Cli.Keys;

public sealed class KeysCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string KeysFile => Path.Combine(_folder.Path, "keys.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Add_NewName_ShowsTheKeyOnceAndStoresItsHash()
    {
        ProgramRun run = await RunAsync("add", "scanner", "--role", "submit");

        string secret = run.Output.Trim();
        ApiKey stored = Assert.Single(KeyFile.Read(KeysFile));
        Assert.Equal(0, run.Exit);
        Assert.StartsWith("rodla_", secret, StringComparison.Ordinal);
        Assert.Equal(("scanner", AccessRole.Submit), (stored.Name, stored.Role));
        Assert.True(stored.Matches(ApiKey.Hash(secret)));
        Assert.False(stored.Matches(ApiKey.Hash(secret + "x")));
        Assert.DoesNotContain(secret, await File.ReadAllTextAsync(KeysFile), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeysFile));
        }
    }

    [Fact]
    public async Task Remove_AndList_ChangeAndShowTheFile()
    {
        await RunAsync("add", "first");
        await RunAsync("add", "second", "--role", "admin");

        ProgramRun removed = await RunAsync("remove", "first");
        ProgramRun listed = await RunAsync("list");

        Assert.Equal(0, removed.Exit);
        Assert.StartsWith("second", listed.Output, StringComparison.Ordinal);
        Assert.Contains("admin", listed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is a key twice in", "add", "twice")]
    [InlineData("There is no key absent in", "remove", "absent")]
    public async Task Change_OfTheWrongName_FailsAndLeavesTheFile(string message, string action, string name)
    {
        await RunAsync("add", "twice");
        byte[] before = await File.ReadAllBytesAsync(KeysFile);

        ProgramRun run = await RunAsync(action, name);

        Assert.Equal(1, run.Exit);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(KeysFile));
    }

    [Theory]
    [InlineData("add")]
    [InlineData("add", "../x")]
    [InlineData("add", "x", "--role", "king")]
    [InlineData("take", "x")]
    public async Task Command_WithMistakes_IsRefused(params string[] arguments)
    {
        ProgramRun run = await RunAsync(arguments);

        Assert.Equal(2, run.Exit);
        Assert.False(File.Exists(KeysFile));
    }

    [Fact]
    public async Task Command_WithoutAFile_NamesTheSetting()
    {
        ProgramRun run = await ProgramRun.OfAsync(["keys", "list"]);

        Assert.Equal(2, run.Exit);
        Assert.Contains("RODLA_API_KEYS_FILE", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "not a file of API keys")]
    [InlineData("""{"keys": [{"name": "a", "role": "king", "sha256": "00", "created_at": "2026-01-01T00:00:00Z"}]}""", "not a file of")]
    [InlineData("""{"keys": [{"name": "a", "role": "read", "sha256": "xy", "created_at": "2026-01-01T00:00:00Z"}]}""", "not a file of")]
    [InlineData("""{"keys": [{"name": "a/b", "role": "read", "sha256": "00", "created_at": "2026-01-01T00:00:00Z"}]}""", "not a name")]
    [InlineData(
        """
        {"keys": [{"name": "a", "role": "read", "sha256": "00", "created_at": "2026-01-01T00:00:00Z"},
                  {"name": "a", "role": "read", "sha256": "01", "created_at": "2026-01-01T00:00:00Z"}]}
        """,
        "twice")]
    public void Parse_WrongContent_NamesTheMistake(string content, string message)
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(
            () => KeyFile.Parse(Encoding.UTF8.GetBytes(content), "keys.json"));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private Task<ProgramRun> RunAsync(params string[] arguments) =>
        ProgramRun.OfAsync(["keys", .. arguments, "--api-keys-file", KeysFile]);
}
