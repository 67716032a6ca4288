using RoDLA.Cli.Configuration;
using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;

namespace RoDLA.Cli.Keys;

/// <summary><c>keys add NAME --role ROLE</c>, <c>keys remove NAME</c>, <c>keys list</c>: changes the file of API keys.</summary>
internal sealed class KeysCommand : ProgramCommand
{
    private const string AddAction = "add";
    private const string RemoveAction = "remove";
    private const string ListAction = "list";

    private readonly Argument<string> _action = new("ACTION") { Description = $"{AddAction}, {RemoveAction} or {ListAction}" };
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "name of the key: letters, digits, '.', '_' and '-'",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<AccessRole?> _role = CommonOptions.Choice<AccessRole>("--role", "what the key allows; read by default");

    public KeysCommand()
        : base("keys", "Make, list and remove API keys, in the file that RODLA_API_KEYS_FILE names")
    {
        _action.AcceptOnlyFromAmong(AddAction, RemoveAction, ListAction);
        Arguments.Add(_action);
        Arguments.Add(_name);
        AddOptions(_role);
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Check(ParseResult parse)
    {
        if (parse.Errors.Count == 0 && parse.GetValue(_action) is { } action and not ListAction && !KeyFile.IsName(parse.GetValue(_name)))
        {
            yield return $"keys {action} needs a name of 1 to 64 letters, digits, '.', '_' and '-'.";
        }
    }

    /// <inheritdoc/>
    /// <returns>0; 1 when a key to add is there already, or one to remove is not.</returns>
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        using IHost host = context.CreateHost();
        string path = host.Services.GetRequiredService<IOptions<AccessOptions>>().Value.KeysFile;
        if (path.Length == 0)
        {
            throw new ConfigurationException(["RODLA_API_KEYS_FILE (--api-keys-file) names no file for the keys."]);
        }

        IReadOnlyList<ApiKey> keys = File.Exists(path) ? KeyFile.Read(path) : [];
        string name = parse.GetValue(_name) ?? "";
        ApiKey? present = keys.FirstOrDefault(key => key.Name == name);
        switch (parse.GetValue(_action))
        {
            case AddAction when present is null:
                TimeProvider time = host.Services.GetRequiredService<TimeProvider>();
                (ApiKey key, string secret) = ApiKey.Create(name, parse.GetValue(_role) ?? AccessRole.Read, time.GetUtcNow());
                await KeyFile.WriteAsync(path, [.. keys, key], cancellationToken);
                context.Terminal.WriteLine(
                    $"Key {name} ({ReportJson.Word(key.Role)}) is in {path}. It is shown this once; send it as X-API-Key:");
                await context.Output.WriteLineAsync(secret);
                return ExitCode.Success;
            case RemoveAction when present is not null:
                await KeyFile.WriteAsync(path, [.. keys.Where(k => k != present)], cancellationToken);
                return ExitCode.Success;
            case ListAction:
                foreach (ApiKey listed in keys)
                {
                    FormattableString row = $"{listed.Name,-24} {ReportJson.Word(listed.Role),-8} {listed.CreatedAt:u}";
                    await context.Output.WriteLineAsync(row.ToString(CultureInfo.InvariantCulture));
                }

                return ExitCode.Success;
            default:
                context.Terminal.WriteLine($"There is {(present is null ? "no" : "a")} key {name} in {path}.");
                return ExitCode.Failure;
        }
    }
}
