using System.Buffers;

namespace RoDLA.Perturbations;

/// <summary>
/// The folder of pictures for <c>background</c>, and those below it. Names come from clients: only letters, digits, <c>- _ .</c> and
/// <c>/</c> are allowed, and links are not followed.
/// </summary>
/// <param name="root">The service's own folder of pictures.</param>
public sealed class BackgroundFolders(string root)
{
    private const int LongestName = 200;
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./");

    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".bmp", ".avif"];
    private readonly string _root = Path.GetFullPath(root);

    /// <summary>The full path of a folder.</summary>
    /// <param name="name">A name below the service's folder; null or empty for that folder itself.</param>
    /// <exception cref="PerturbationException">The name leaves the folder, has other characters, or does not exist.</exception>
    public string Resolve(string? name)
    {
        string folder = _root;
        if (!string.IsNullOrEmpty(name))
        {
            CheckCharacters(name);
            foreach (string part in name.TrimEnd('/').Split('/'))
            {
                folder = Enter(folder, part);
            }
        }

        return Directory.Exists(folder) ? folder : throw new PerturbationException("The folder of background pictures does not exist.");
    }

    /// <summary>Full paths of the pictures in a folder, in ordinal order, without links.</summary>
    /// <exception cref="PerturbationException">As <see cref="Resolve"/>, or the folder holds no pictures.</exception>
    public IReadOnlyList<string> ListPictures(string? name)
    {
        string[] pictures =
        [
            .. new DirectoryInfo(Resolve(name)).EnumerateFiles()
                .Where(file => file.LinkTarget is null && Endings.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
                .Select(file => file.FullName)
                .Order(StringComparer.Ordinal),
        ];
        return pictures.Length > 0 ? pictures : throw new PerturbationException("The folder holds no pictures.");
    }

    private static void CheckCharacters(string name)
    {
        if (name.Length > LongestName || name.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new PerturbationException(
                $"background_folder is a name below the service's backgrounds: letters, digits, - _ . and /, up to {LongestName} of them.");
        }
    }

    private static string Enter(string folder, string part)
    {
        if (part.Length == 0 || part.All(character => character == '.'))
        {
            throw new PerturbationException(
                "background_folder must stay below the service's backgrounds: no absolute path, no empty part, no '.' or '..'.");
        }

        var entered = new DirectoryInfo(Path.Combine(folder, part));
        if (!entered.Exists || entered.LinkTarget is not null)
        {
            throw new PerturbationException($"There is no folder '{part}' below the service's backgrounds.");
        }

        return entered.FullName;
    }
}
