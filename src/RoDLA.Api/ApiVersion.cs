using System.Reflection;

namespace RoDLA.Api;

/// <summary>Version of the service.</summary>
internal static class ApiVersion
{
    /// <summary>Major, minor, patch.</summary>
    public static string Text { get; } = typeof(ApiVersion).Assembly.GetName().Version!.ToString(3);

    /// <summary>Version of the API below <c>/api/v1</c>.</summary>
    public const string OfVersionOne = "1.0";

    /// <summary>With the build that it comes from.</summary>
    public static string Full { get; } =
        typeof(ApiVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? Text;
}
