namespace RoDLA.Cli.Configuration;

/// <summary>Version of the service.</summary>
internal static class ApiVersion
{
    /// <summary>Major, minor, patch.</summary>
    public static string Text { get; } = typeof(ApiVersion).Assembly.GetName().Version!.ToString(3);
}
