namespace RoDLA.Cli.Configuration;

/// <summary>The sources of the configuration, which the server and the commands share.</summary>
internal static class ProgramConfiguration
{
    public const string ApplicationName = "RoDLA.Api";

    /// <summary>
    /// The environment: the first of <c>--environment</c>, <c>RODLA_ENVIRONMENT</c>, <c>ASPNETCORE_ENVIRONMENT</c>,
    /// <c>DOTNET_ENVIRONMENT</c> and <c>Production</c>.
    /// </summary>
    public static string EnvironmentName(
        IReadOnlyDictionary<string, string> variables, IReadOnlyDictionary<string, string?> switches) =>
        switches.GetValueOrDefault("environment")
        ?? variables.GetValueOrDefault(EnvironmentVariables.EnvironmentVariable)
        ?? variables.GetValueOrDefault("ASPNETCORE_ENVIRONMENT")
        ?? variables.GetValueOrDefault("DOTNET_ENVIRONMENT")
        ?? Environments.Production;

    /// <summary>The folder that relative paths start from: <c>--contentRoot</c>, or see <see cref="Configuration.ContentRoot"/>.</summary>
    public static string ContentRoot(
        IReadOnlyDictionary<string, string> variables, IReadOnlyDictionary<string, string?> switches) =>
        Configuration.ContentRoot.Find(
            switches.GetValueOrDefault("contentRoot") ?? variables.GetValueOrDefault(EnvironmentVariables.ContentRootVariable),
            AppContext.BaseDirectory);

    /// <summary>
    /// Adds the sources, each over the one before: the variables <c>ASPNETCORE_KEY</c> and <c>DOTNET_KEY</c>; <c>appsettings.json</c> and
    /// <c>appsettings.ENVIRONMENT.json</c> beside the program; <c>appsettings.json</c> in the content root; the variables
    /// <c>Section__Key</c>; the variables <c>RODLA_...</c>; the command line.
    /// </summary>
    /// <exception cref="ConfigurationException">The configuration has mistakes.</exception>
    public static void AddProgramSources(
        this ConfigurationManager configuration,
        IHostEnvironment environment,
        IReadOnlyDictionary<string, string> variables,
        IReadOnlyDictionary<string, string?> switches)
    {
        configuration.AddInMemoryCollection(Named(variables, "DOTNET_"));
        configuration.AddInMemoryCollection(Named(variables, "ASPNETCORE_"));
        configuration.AddSettingsFile(AppContext.BaseDirectory, "appsettings.json");
        configuration.AddSettingsFile(AppContext.BaseDirectory, $"appsettings.{environment.EnvironmentName}.json");
        configuration.AddSettingsFile(environment.ContentRootPath, "appsettings.json");
        configuration.AddInMemoryCollection(Named(variables, ""));
        configuration.AddInMemoryCollection(EnvironmentVariables.Read(variables));
        configuration.AddInMemoryCollection(switches);
        ConfigurationCheck.Check(configuration);
    }

    // Names may differ in case alone (HTTP_PROXY, http_proxy); keys may not.
    private static Dictionary<string, string?> Named(IReadOnlyDictionary<string, string> variables, string prefix)
    {
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in variables)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                values[name[prefix.Length..].Replace("__", ":", StringComparison.Ordinal)] = value;
            }
        }

        return values;
    }

    private static void AddSettingsFile(this ConfigurationManager configuration, string folder, string name)
    {
        string path = Path.Combine(folder, name);
        try
        {
            configuration.AddJsonFile(path, optional: true, reloadOnChange: false);
        }
        catch (InvalidDataException e)
        {
            throw new ConfigurationException([$"'{path}' cannot be read: {e.GetBaseException().Message}"]);
        }
    }
}
