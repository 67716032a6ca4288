using Prometheus;

namespace RoDLA.Api.Uploads;

/// <summary>Counts the files of forms that were read to their end.</summary>
internal sealed class UploadMetrics(IMetricFactory factory)
{
    private readonly Counter _files = factory.CreateCounter("uploaded_files_total", "Total number of uploaded files.");

    /// <summary>A form was read.</summary>
    public void Add(int files) => _files.Inc(files);
}
