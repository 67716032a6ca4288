namespace RoDLA.Analysis.Datasets;

/// <summary>One page of a data set.</summary>
/// <param name="Index">Place in the COCO file, from 0.</param>
/// <param name="FileName">Name of its file below the folder of images.</param>
/// <param name="Entry">What the COCO file says of it.</param>
/// <param name="Annotations">Its annotations, in the order of the COCO file.</param>
internal sealed record DatasetImage(int Index, string FileName, JsonObject Entry, IReadOnlyList<JsonObject> Annotations)
{
    /// <summary>Name that the perturbed page gets: the same, unless the kind of file is none that is written here.</summary>
    public string OutputName => DatasetEncoder.IsWritten(FileName) ? FileName : FileName + ".png";
}
