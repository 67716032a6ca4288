using RoDLA.Analysis.Json;
using RoDLA.Analysis.Storage;

namespace RoDLA.Analysis.Datasets;

/// <summary>Writes the files that go with the pages of a perturbed data set, from the records of its pages alone.</summary>
/// <param name="dataset">The original.</param>
/// <param name="settings">The run.</param>
internal sealed class DatasetFiles(CocoDataset dataset, DatasetSettings settings)
{
    /// <summary>Writes quality and COCO file, the latter last: its presence means that the data set is complete.</summary>
    /// <returns>The records.</returns>
    public async Task<IReadOnlyList<DatasetRecord>> WriteAsync(DatasetMethod method, CancellationToken cancellationToken)
    {
        DatasetRecord[] records = [.. dataset.Images.Select(i => Read(method.RecordOf(i.Index)))];
        DatasetQuality quality = DatasetQuality.From(method, settings, records);
        await AtomicFile.WriteJsonAsync(method.QualityJson, quality, cancellationToken).ConfigureAwait(false);
        foreach (MeasureFile measure in MeasureFile.Of(quality))
        {
            await AtomicFile.WriteJsonAsync(method.MeasureJson(measure.Measure), measure, cancellationToken).ConfigureAwait(false);
        }

        byte[] table = Encoding.UTF8.GetBytes(quality.ToTable());
        await AtomicFile.WriteAsync(method.QualityTable, s => s.WriteAsync(table, cancellationToken).AsTask()).ConfigureAwait(false);
        JsonObject coco = Coco(records);
        await AtomicFile.WriteAsync(
            method.CocoFile, s => JsonSerializer.SerializeAsync(s, coco, ReportJson.Options, cancellationToken)).ConfigureAwait(false);
        return records;
    }

    private static DatasetRecord Read(string path) =>
        JsonSerializer.Deserialize<DatasetRecord>(File.ReadAllBytes(path), ReportJson.Options)
        ?? throw new InvalidDataException($"'{path}' holds no record.");

    private JsonObject Coco(DatasetRecord[] records)
    {
        JsonObject coco = [];
        foreach ((string key, JsonNode? value) in dataset.Rest)
        {
            coco[key] = value?.DeepClone();
        }

        JsonArray images = [];
        JsonArray annotations = [];
        foreach (DatasetImage image in dataset.Images.Where(i => records[i.Index].Error is null))
        {
            DatasetRecord record = records[image.Index];
            var entry = (JsonObject)image.Entry.DeepClone();
            (entry["file_name"], entry["width"], entry["height"]) = (image.OutputName, record.Width, record.Height);
            images.Add(entry);
            foreach (JsonObject moved in record.Annotations)
            {
                moved.Insert(0, "id", annotations.Count + 1);
                annotations.Add((JsonNode)moved);
            }
        }

        (coco["images"], coco["annotations"]) = (images, annotations);
        return coco;
    }
}
