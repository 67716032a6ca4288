using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Robustness;

/// <summary>How many of the images are evaluated, spread evenly over them.</summary>
internal sealed class ImageLimit
{
    private readonly IntegerField _field = new("limit", "Evaluate so many of the images, spread evenly over them; all when it is not sent.")
    {
        Least = 1,
        Most = 100_000,
        Example = 20,
    };

    /// <summary>The field.</summary>
    public FormField Field => _field;

    /// <summary>Reads the field; null for all images.</summary>
    public int? Read(FormFields form) => (int?)_field.Read(form);

    /// <summary>Indexes of the images that are evaluated, of so many.</summary>
    public static IReadOnlyList<int> Spread(int count, int? limit) => limit is { } most && most < count
        ? [.. Enumerable.Range(0, most).Select(i => (int)((long)i * count / most))]
        : [.. Enumerable.Range(0, count)];
}
