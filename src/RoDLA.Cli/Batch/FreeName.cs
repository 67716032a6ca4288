namespace RoDLA.Cli.Batch;

/// <summary>Finds unused names.</summary>
internal static class FreeName
{
    /// <summary>The path of a name in a folder, with a number before its extension when it exists already.</summary>
    public static string In(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        for (int number = 2; Path.Exists(path); number++)
        {
            path = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(name)}_{number}{Path.GetExtension(name)}");
        }

        return path;
    }
}
