namespace RoDLA.Cli.Configuration;

/// <summary>Where the configuration of the program comes from.</summary>
internal static class ConfigurationSources
{
    /// <summary>The name of the environment; <c>Production</c> by default.</summary>
    public static string EnvironmentName(Func<string, string?> variable) =>
        variable(EnvironmentVariables.EnvironmentVariable) ?? variable("ASPNETCORE_ENVIRONMENT") ?? variable("DOTNET_ENVIRONMENT")
        ?? Environments.Production;

    /// <summary>
    /// Reads the configuration, each source over the one before: <c>appsettings.json</c> and <c>appsettings.ENVIRONMENT.json</c> beside
    /// the program, <c>appsettings.json</c> in the content root, the environment variables, the command line.
    /// </summary>
    /// <exception cref="ConfigurationException">It has mistakes.</exception>
    public static void AddRodla(
        this ConfigurationManager configuration,
        IReadOnlyDictionary<string, string?> switches,
        Func<string, string?> variable,
        IHostEnvironment environment)
    {
        configuration.AddSettingsFile(AppContext.BaseDirectory, "appsettings.json");
        configuration.AddSettingsFile(AppContext.BaseDirectory, $"appsettings.{environment.EnvironmentName}.json");
        configuration.AddSettingsFile(environment.ContentRootPath, "appsettings.json");
        configuration.AddInMemoryCollection(EnvironmentVariables.Read(variable));
        configuration.AddInMemoryCollection(switches);
        ConfigurationCheck.Check(configuration);
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
