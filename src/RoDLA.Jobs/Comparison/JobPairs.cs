using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Comparison;

/// <summary>The images that two jobs have in common: files of the same upload, or files of the same name and page.</summary>
/// <param name="Both">Those with a result in both jobs, in the order of the first.</param>
/// <param name="Others">Names of the others, each with the reason.</param>
public sealed record JobPairs(IReadOnlyList<ImagePair> Both, IReadOnlyList<UnpairedImage> Others)
{
    /// <summary>Pairs the images of two jobs, each at most once.</summary>
    public static JobPairs Of(JobSnapshot first, JobSnapshot second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);

        // Jobs over two uploads of the same files are compared by name too.
        bool isShared = first.Definition.UploadId is { } upload && upload == second.Definition.UploadId;
        Dictionary<object, Queue<ItemDefinition>> free = second.Definition.Items
            .GroupBy(Key).ToDictionary(group => group.Key, group => new Queue<ItemDefinition>(group));
        List<ImagePair> both = [];
        List<UnpairedImage> others = [];
        foreach (ItemDefinition item in first.Definition.Items)
        {
            if (!free.TryGetValue(Key(item), out Queue<ItemDefinition>? same) || !same.TryDequeue(out ItemDefinition? other))
            {
                others.Add(new UnpairedImage(item.Name, "The second job has no such image."));
            }
            else if (first.Items[item.Index].State != ItemState.Success)
            {
                others.Add(new UnpairedImage(item.Name, "The first job has no result for it."));
            }
            else if (second.Items[other.Index].State != ItemState.Success)
            {
                others.Add(new UnpairedImage(item.Name, "The second job has no result for it."));
            }
            else
            {
                both.Add(new ImagePair(item.Index, other.Index));
            }
        }

        others.AddRange(free.Values.SelectMany(rest => rest)
            .OrderBy(item => item.Index).Select(item => new UnpairedImage(item.Name, "The first job has no such image.")));
        return new JobPairs(both, others);

        object Key(ItemDefinition item) => isShared && item.IsOfUpload ? item.File! : (item.Name, item.Page);
    }
}

/// <summary>An image that two jobs cannot be compared by.</summary>
/// <param name="Filename">Name that the client gave it.</param>
/// <param name="Reason">Why.</param>
public sealed record UnpairedImage(string Filename, string Reason);
