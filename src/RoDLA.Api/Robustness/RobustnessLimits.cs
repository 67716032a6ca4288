using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Api.Batches.Submit;
using RoDLA.Api.Uploads;
using RoDLA.Jobs.Intake;

namespace RoDLA.Api.Robustness;

/// <summary>What a robustness job may hold.</summary>
/// <param name="batch">The limits of a batch.</param>
/// <param name="uploads">The limits of a file.</param>
internal sealed class RobustnessLimits(IOptions<BatchOptions> batch, IOptions<UploadOptions> uploads)
{
    /// <summary>The limits of a batch.</summary>
    public BatchOptions Batch => batch.Value;

    /// <summary>The limits of a file.</summary>
    public UploadOptions Uploads => uploads.Value;

    /// <summary>Every page of every document, and the files with labels apart.</summary>
    public IntakeSettings Intake => new(PageSelection.All, Batch.MaxRobustnessImages) { IsLabel = LabelFile.IsLabel };

    /// <summary>Adds a mistake when there is no file, or there are too many.</summary>
    public void CheckFiles(FormFields fields, int count)
    {
        if (count == 0)
        {
            fields.AddSentence(DraftSink.FieldName, "No files uploaded");
        }
        else if (count > Batch.MaxFiles)
        {
            fields.AddSentence(DraftSink.FieldName, $"Maximum {Batch.MaxFiles} files allowed, got {count}");
        }
    }
}
