namespace RoDLA.Analysis.Exports.Annotations;

/// <summary>
/// YOLO labels: a line for each detection with the class, from 0, and centre and size as shares of the page; with <c>data.yaml</c> and
/// <c>classes.txt</c> in an archive.
/// </summary>
internal sealed class YoloExporter() : PageFilesExporter("yolo", ".txt", "text/plain; charset=utf-8")
{
    protected override string Folder => "labels/";

    protected override void Write(PageFile page, Stream destination)
    {
        StoredImage image = page.Report.ImageInfo;
        StringBuilder text = new();
        foreach (StoredDetection detection in page.Report.AllDetections)
        {
            StoredBox box = detection.Bbox;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{page.Classes.Of(detection)} {Share((box.X1 + box.X2) / 2, image.Width)} {Share((box.Y1 + box.Y2) / 2, image.Height)} ")
                .Append(CultureInfo.InvariantCulture, $"{Share(box.X2 - box.X1, image.Width)} {Share(box.Y2 - box.Y1, image.Height)}");
            if (page.Options.Confidences)
            {
                text.Append(CultureInfo.InvariantCulture, $" {detection.Confidence:0.000000}");
            }

            text.Append('\n');
        }

        destination.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    protected override IEnumerable<(string File, string Text)> FilesBeside(ClassIndex classes, IReadOnlyList<string> stems)
    {
        // A JSON string is a YAML string too.
        IEnumerable<string> names = classes.Names.Select((name, id) => $"  {id}: {JsonSerializer.Serialize(name)}\n");
        yield return ("data.yaml", $"path: .\ntrain: images\nval: images\nnames:\n{string.Concat(names)}");
        yield return ("classes.txt", string.Concat(classes.Names.Select(name => OneLine.Of(name) + "\n")));
    }

    private static string Share(double pixels, int size) =>
        Math.Clamp(pixels / size, 0, 1).ToString("0.000000", CultureInfo.InvariantCulture);
}
