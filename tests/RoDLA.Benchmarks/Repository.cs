namespace RoDLA.Benchmarks;

/// <summary>Folders of the checkout that the benchmarks run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Names of sample pages of three kinds: a scan in colours, a drawn page, a fax.</summary>
    public static string[] Pages { get; } = ["article.jpg", "invoice.png", "article-fax.tif"];

    public static string Sample(string name) => Path.Combine(Root, "samples", name);

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RoDLA.Api.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("RoDLA.Api.sln is not above the benchmarks' folder.");
    }
}
