namespace RoDLA.Jobs.Model;

/// <summary>
/// Ids of image files. A file of an upload has <c>img_</c> and 12 lower-case letters and digits. An image of a job that came without an
/// upload has <c>img_</c>, its job's id without <c>job_</c>, and its index: <c>img_a1b2c3d4e5f6_0</c>.
/// </summary>
public static class FileId
{
    /// <summary>What every id begins with.</summary>
    internal const string Prefix = "img_";

    /// <summary>Id of an image of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="index">Index of the image, from 0.</param>
    public static string Of(JobDefinition job, int index)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Items[index] is { IsOfUpload: true, File: { } file } ? file : InJob(job.JobId, index);
    }

    /// <summary>Id of a new file of an upload.</summary>
    internal static string Create() => RandomId.Create(Prefix);

    /// <summary>Whether it is the id of a file of an upload, so that it may be a part of a path.</summary>
    internal static bool IsOfUpload(string id) => RandomId.IsValid(Prefix, id);

    /// <summary>The job and the index in an id of an image without an upload; null for another id.</summary>
    internal static (string JobId, int Index)? Parse(string id)
    {
        int end = id.LastIndexOf('_');
        if (end <= Prefix.Length
            || !id.StartsWith(Prefix, StringComparison.Ordinal)
            || !int.TryParse(id.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return null;
        }

        string part = id[Prefix.Length..end];
        string job = part.Length == RandomId.Length ? JobId.Prefix + part : part;
        return JobId.IsValid(job) && InJob(job, index) == id ? (job, index) : null;
    }

    private static string InJob(string jobId, int index)
    {
        string part = jobId.StartsWith(JobId.Prefix, StringComparison.Ordinal) ? jobId[JobId.Prefix.Length..] : jobId;
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{part}_{index}");
    }
}
