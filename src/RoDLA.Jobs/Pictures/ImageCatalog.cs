using System.Runtime.CompilerServices;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Uploads;

namespace RoDLA.Jobs.Pictures;

/// <summary>Finds images by file id; the ids of a job are indexed once, when they are first asked for.</summary>
internal sealed class ImageCatalog(IUploadStore uploads, IJobEngine engine, JobPaths paths) : IImageCatalog
{
    private readonly ConditionalWeakTable<JobDefinition, FrozenDictionary<string, int>> _indexes = [];

    public ImageFile? Find(string fileId)
    {
        if (uploads.FindFile(fileId) is ({ UploadId: var uploadId }, { Name: var name }, { } path))
        {
            return new ImageFile(fileId, name, path, Path.Combine(paths.UploadThumbnails(uploadId), $"{fileId}.jpg"));
        }

        return JobsWith(fileId).Select(found => FileOf(found.Job, found.Index)).FirstOrDefault(file => file is not null);
    }

    public int? IndexIn(JobSnapshot job, string fileId)
    {
        ArgumentNullException.ThrowIfNull(job);
        JobDefinition definition = job.Definition;
        if (FileId.Parse(fileId) is { } direct)
        {
            return direct.JobId == definition.JobId && direct.Index < definition.Items.Count && !definition.Items[direct.Index].IsOfUpload
                ? direct.Index
                : null;
        }

        return definition.UploadId is not null && _indexes.GetValue(definition, Index).TryGetValue(fileId, out int index) ? index : null;
    }

    public (JobSnapshot Job, int Index)? NewestResult(string fileId)
    {
        foreach ((JobSnapshot job, int index) in JobsWith(fileId))
        {
            if (job.IsFinal && job.Items[index].State == ItemState.Success && JobPictures.WhyNotDrawn(job.Definition) is null)
            {
                return (job, index);
            }
        }

        return null;
    }

    private static FrozenDictionary<string, int> Index(JobDefinition job) =>
        job.Items.Where(item => item.IsOfUpload).ToFrozenDictionary(item => item.File!, item => item.Index, StringComparer.Ordinal);

    /// <summary>The jobs that use an image, newest first.</summary>
    private IEnumerable<(JobSnapshot Job, int Index)> JobsWith(string fileId)
    {
        IEnumerable<JobSnapshot> jobs = FileId.Parse(fileId) is { } direct
            ? engine.Find(direct.JobId) is { } only ? [only] : []
            : FileId.IsOfUpload(fileId) ? engine.List() : [];
        foreach (JobSnapshot job in jobs)
        {
            if (IndexIn(job, fileId) is { } index)
            {
                yield return (job, index);
            }
        }
    }

    private ImageFile? FileOf(JobSnapshot job, int index)
    {
        string path = paths.InputFile(job.Definition, index);
        string thumbnail = Path.Combine(
            paths.PictureFolder(job.Definition.JobId), string.Create(CultureInfo.InvariantCulture, $"thumbnail_{index + 1:000000}.jpg"));
        ItemDefinition item = job.Definition.Items[index];
        return File.Exists(path) ? new ImageFile(FileId.Of(job.Definition, index), item.Name, path, thumbnail) { Page = item.Page } : null;
    }
}
