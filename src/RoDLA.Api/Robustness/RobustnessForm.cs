using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Api.Batches.Submit;
using RoDLA.Api.Detection;
using RoDLA.Api.Forms;
using RoDLA.Api.Perturbing;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Robustness;

/// <summary>The form of <c>/api/robustness</c>.</summary>
internal sealed class RobustnessForm(
    IOptions<ApiOptions> api,
    ILayoutDetector detector,
    ILayoutRules rules,
    PerturbationFields perturbation,
    JobFields job,
    IOptions<BatchOptions> batch)
{
    private readonly DetectionFields _detection = new(api.Value, detector, rules);

    private readonly StepsField _steps = new("perturbations");

    private readonly TextField _protocol = new(
        "protocol",
        "How many detections of a class on a page count: `rodla` 100, 300 and 1000, the default, or `coco` 1, 10 and 100.")
    {
        Example = "rodla",
        WhyRefused = text => EvaluationSettings.Protocols.Contains(text)
            ? null
            : $"It must be one of {string.Join(", ", EvaluationSettings.Protocols)}.",
    };

    private readonly TextField _mapping = new(
        "mapping",
        $"How the names of the labels are read: {string.Join(", ", LabelVocabulary.All.Select(v => $"`{v.Name}`"))}, or a JSON object of "
            + "that form, such as `{\"name\": \"mine\", \"classes\": {\"para\": \"Text\"}}`. Found by the names when it is not sent.")
    {
        Example = "doclaynet",
        WhyRefused = text => ReadMapping(text) is null
            ? $"It must be one of {string.Join(", ", LabelVocabulary.All.Select(v => v.Name))}, or a JSON object with 'name' and 'classes'."
            : null,
    };

    private readonly TextField _name = new("name", "Name of the set in the report.") { Example = "articles" };

    private readonly ImageLimit _limit = new();

    /// <summary>The fields.</summary>
    public IReadOnlyList<FormField> Fields =>
    [
        new FileField(
            DraftSink.FieldName,
            "The pages, and their labels: images and PDF files, or ZIP archives of them; as labels one COCO JSON file, YOLO text files "
                + $"with `classes.txt` or `data.yaml`, or VOC XML files. At most {batch.Value.MaxRobustnessImages} images.")
        {
            IsMany = true,
            IsRequired = true,
        },
        _steps, perturbation.Seed, perturbation.Mode, _protocol, _mapping, _name, _limit.Field, .. _detection.All, .. job.All,
    ];

    /// <summary>Reads the fields; mistakes are added to <paramref name="form"/>.</summary>
    /// <returns>The settings of the job, and those of its evaluation without labels; the name and the number of images may be null.</returns>
    public (JobRequest Job, EvaluationSettings Pages, LabelVocabulary? Vocabulary, string? Name, int? Limit) Read(FormFields form)
    {
        DetectionSettings detection = _detection.Read(form);
        EvaluationSettings pages = new(_steps.Read(form), detection with { ScoreThreshold = 0 })
        {
            Seed = perturbation.Seed.Read(form) ?? 0,
            Mode = perturbation.Mode.Read(form),
            TruthThreshold = detection.ScoreThreshold,
            Protocol = _protocol.Read(form) ?? EvaluationSettings.DefaultProtocol,
        };
        LabelVocabulary? vocabulary = _mapping.Read(form) is { } mapping ? ReadMapping(mapping) : null;
        return (job.Read(form, new JobSettings(detection)), pages, vocabulary, _name.Read(form), _limit.Read(form));
    }

    private static LabelVocabulary? ReadMapping(string text)
    {
        try
        {
            return LabelVocabulary.Find(text) ?? LabelVocabulary.Read(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
