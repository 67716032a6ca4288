using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticFiles;

namespace RoDLA.Api.Web;

/// <summary>The files of the web page: those of <c>wwwroot</c>, which are a part of the program.</summary>
internal sealed class WebFiles
{
    private const string Prefix = "wwwroot/";
    private const string CharsetOfText = "; charset=utf-8";

    private static readonly FileExtensionContentTypeProvider Types = new();

    private readonly FrozenDictionary<string, WebFile> _files = typeof(WebFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Read, StringComparer.Ordinal);

    /// <summary>Paths of the files below the root of the service, such as <c>js/app.js</c>.</summary>
    public IReadOnlyList<string> Paths => _files.Keys;

    /// <summary>The file of a path; null when there is none.</summary>
    public WebFile? Find(string path) => _files.GetValueOrDefault(path);

    private static WebFile Read(string name)
    {
        using StreamReader file = new(typeof(WebFiles).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        string text = file.ReadToEnd();
        return new WebFile(TypeOf(name), Encoding.UTF8.GetBytes(Path.GetExtension(name) is ".js" or ".css" ? WebText.Compact(text) : text));
    }

    private static string TypeOf(string name)
    {
        string type = Types.TryGetContentType(name, out string? known) ? known : "application/octet-stream";
        return type.StartsWith("text/", StringComparison.Ordinal) ? type + CharsetOfText : type;
    }
}
