using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Uploads;

/// <summary>An upload: files that jobs may use; immutable.</summary>
/// <param name="UploadId">Its id: <c>upl_</c> and 12 lower-case letters and digits.</param>
/// <param name="CreatedAt">When its first files were stored, UTC.</param>
/// <param name="UpdatedAt">When its last files were stored, UTC.</param>
/// <param name="Files">Its files, in the order of arrival.</param>
public sealed record ImageUpload(
    string UploadId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<UploadedImage> Files)
{
    private const string Prefix = "upl_";

    /// <summary>Name of the API key that sent it; null when there were no keys.</summary>
    public string? Owner { get; init; }

    internal static string CreateId() => RandomId.Create(Prefix);

    /// <summary>Whether it is an id, so that it may be a part of a path.</summary>
    internal static bool IsId(string id) => RandomId.IsValid(Prefix, id);
}
