namespace RoDLA.Cli.Configuration;

/// <summary>Version of the service.</summary>
internal static class ApiVersion
{
    /// <summary>Version of the API below <c>/api/v1</c>.</summary>
    public const string OfVersionOne = "1.0";

    /// <summary>Major, minor, patch.</summary>
    public static string Text { get; } = typeof(ApiVersion).Assembly.GetName().Version!.ToString(3);
}
