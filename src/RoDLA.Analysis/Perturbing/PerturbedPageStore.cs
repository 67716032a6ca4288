using RoDLA.Analysis.Pictures;
using RoDLA.Analysis.Storage;

namespace RoDLA.Analysis.Perturbing;

/// <summary>
/// Keeps perturbed pages in a folder as <c>NAME_pert_TYPEDEGREE_..._TIME.png</c>. A file appears whole or not at all, and none overwrites
/// another.
/// </summary>
/// <param name="options">The folder; made when it is missing.</param>
/// <param name="outputs">The output folder, where the paths in answers start.</param>
/// <param name="time">The time in the names.</param>
/// <param name="owner">Whose pages they are; each owner has a folder below the folder.</param>
public sealed class PerturbedPageStore(
    IOptions<PerturbationOptions> options, OutputFolder outputs, TimeProvider time, IOutputOwner? owner = null)
{
    // A file name has 255 bytes, of which the page's own name takes up to 100.
    private const int MostTypes = 100;

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.GetFullPath(options.Value.OutputFolder);

    /// <summary>Saves a page under a name that nothing has yet.</summary>
    /// <returns>The file as answers name it.</returns>
    /// <exception cref="IOException">The folder cannot be written to; nothing of the page is left in it.</exception>
    public string Save(PageImage image, PageName name, IReadOnlyList<PerturbationEntry> applied, PictureFormat format)
    {
        string folder = Directory.CreateDirectory(OwnerFolder.Below(Folder, owner?.Name)).FullName;
        string stamp = time.GetUtcNow().ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);
        string stem = $"{Stem(name, applied)}_{stamp}";
        string temporary = Path.Combine(folder, $".{Guid.NewGuid():n}.tmp");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                format.Write(image, stream.Write);
            }

            return outputs.Show(MoveToFree(temporary, Path.Combine(folder, stem), format.Extension()));
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>The name without its time: <c>NAME_pert_TYPEDEGREE_...</c>.</summary>
    public static string Stem(PageName name, IReadOnlyList<PerturbationEntry> applied)
    {
        StringBuilder types = new();
        foreach (PerturbationEntry entry in applied)
        {
            if (types.Length > MostTypes)
            {
                types.Append("_more");
                break;
            }

            types.Append(CultureInfo.InvariantCulture, $"_{entry.Type}{entry.Degree}");
        }

        string page = name.PageCount > 1 ? $"_p{name.Page}" : "";
        return $"{SafeFileName.Stem(name.FileName)}{page}_pert{(types.Length == 0 ? "_none" : types.ToString())}";
    }

    private static string MoveToFree(string temporary, string stem, string extension)
    {
        string path = stem + extension;
        for (int number = 2; !TryMove(temporary, path); number++)
        {
            path = $"{stem}_{number}{extension}";
        }

        return path;
    }

    // File.Move checks for the target first and then moves, so two threads can pass the check; only creating a file is atomic.
    private static bool TryMove(string temporary, string path)
    {
        string claim = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.claim");
        try
        {
            using FileStream held = new(claim, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            if (File.Exists(path))
            {
                return false;
            }

            File.Move(temporary, path);
            return true;
        }
        catch (IOException) when (File.Exists(claim) || File.Exists(path))
        {
            return false;
        }
    }
}
