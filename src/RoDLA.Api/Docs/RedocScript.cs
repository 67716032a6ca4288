using System.IO.Compression;
using System.Text.RegularExpressions;
using Swashbuckle.AspNetCore.ReDoc;

namespace RoDLA.Api.Docs;

/// <summary>ReDoc's script without the pictures that it loads from another host.</summary>
internal static partial class RedocScript
{
    private const string Resource = "Swashbuckle.AspNetCore.ReDoc.node_modules.redoc.bundles.redoc.standalone.js";
    private const string EmptyPicture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";

    private static readonly Lazy<byte[]> Text = new(Read);

    public static FileContentHttpResult Get() => TypedResults.Bytes(Text.Value, "text/javascript; charset=utf-8");

    private static byte[] Read()
    {
        using Stream stored = typeof(ReDocOptions).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The ReDoc package has no file '{Resource}'.");
        using GZipStream script = new(stored, CompressionMode.Decompress);
        using StreamReader reader = new(script, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(RemotePicture().Replace(reader.ReadToEnd(), EmptyPicture));
    }

    [GeneratedRegex(@"https://cdn\.redoc\.ly/redoc/[a-z-]+\.svg")]
    private static partial Regex RemotePicture();
}
