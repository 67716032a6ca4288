using RoDLA.Api.Batches.Submit;
using RoDLA.Api.Detection;
using RoDLA.Api.Errors;
using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Inference.Predicting;

/// <summary>The body of a request for a job over an upload.</summary>
internal sealed class PredictForm(JobFields job, ModelNames models)
{
    /// <summary>Name of the field with the upload.</summary>
    public const string UploadField = "upload_id";

    /// <summary>Name of the field with the model.</summary>
    public const string ModelField = "config.model_path";

    /// <summary>Name of the field with the layout rules.</summary>
    public const string RulesFile = "config.symbolic_reasoning.rules_file";

    private const string UnitRange = "Must be between 0.0 and 1.0";
    private const float DefaultThreshold = 0.25f;
    private const float DefaultIou = 0.45f;
    private const int DefaultSlice = 640;
    private const string DefaultRules = "layout";

    private readonly TextField _uploadId = new(UploadField, "The upload.") { IsRequired = true, Example = "upl_a1b2c3d4e5f6" };

    private readonly FileIdsField _fileIds = new();

    private readonly NameField _model = new(
        ModelField, "Name of the model, or a path whose last part without the ending is the name; the service's own when it is not sent.")
    {
        Example = "rodla-layout-s",
    };

    private readonly NumberField _threshold = new(
        "config.confidence_threshold", "Detections with a confidence above this are kept.", 0, 1, DefaultThreshold)
    {
        Refusal = UnitRange,
    };

    private readonly NumberField _iou = new(
        "config.iou_threshold", "Of two boxes of one class with a greater IoU the weaker is dropped.", 0, 1, DefaultIou)
    {
        Refusal = UnitRange,
    };

    private readonly BooleanField _slices = new(
        "config.sahi.enabled", "Whether the image is looked at in slices too; true when another field of `sahi` is sent.", false);

    private readonly IntegerField _sliceWidth = Slice("config.sahi.slice_width", "Width of a slice in pixels.");

    private readonly IntegerField _sliceHeight = Slice("config.sahi.slice_height", "Height of a slice in pixels.");

    private readonly NumberField _overlap = new(
        "config.sahi.overlap_ratio",
        "Share of a slice that the next one shows too.",
        0,
        SliceSettings.MaxOverlap,
        SliceSettings.DefaultOverlap)
    {
        Refusal = "Must be between 0.0 and 0.5",
    };

    private readonly StepFields _steps = new("config.");

    private readonly BooleanField _rules = new(
        "config.symbolic_reasoning.enabled", "Whether layout rules are applied; true when `rules_file` is sent.", false);

    private readonly NameField _rulesFile = new(
        RulesFile,
        $"Name of the rules, or a path whose last part without the ending is the name; `{DefaultRules}` when it is not sent.")
    {
        Example = "layout",
    };

    private readonly EnumField<ClassVocabulary> _classes = DetectionFields.Vocabulary("config.classes");

    private readonly BooleanField _rightToLeft = new(
        "config.right_to_left", "Whether columns are read from the right, for `reading_order`.", false);

    private readonly BooleanField _visualization = new(
        "config.visualization.enabled", "Whether the image with its detections may be fetched.", true);

    private readonly BooleanField _labels = new("config.visualization.show_labels", "Whether its boxes have the names of classes.", true);

    private readonly BooleanField _confidences = new(
        "config.visualization.confidence_display", "Whether its boxes have their confidences.", true);

    /// <summary>The fields, with dotted names.</summary>
    public IReadOnlyList<FormField> Fields =>
    [
        _uploadId, _fileIds, _model, _threshold, _iou, _slices, _sliceWidth, _sliceHeight, _overlap, .. _steps.All, _rules, _rulesFile,
        _classes, _rightToLeft, _visualization, _labels, _confidences, .. TextFields.All, .. job.All,
    ];

    /// <summary>Reads the fields.</summary>
    /// <exception cref="ApiException">They have mistakes.</exception>
    public PredictRequest Read(FormFields form)
    {
        string? uploadId = _uploadId.Read(form);
        if (uploadId is null)
        {
            form.Add(_uploadId.Name, "Must be the id of an upload");
        }

        IReadOnlyList<string>? fileIds = _fileIds.Read(form);
        JobSettings settings = new(ReadDetection(form))
        {
            SaveJson = false,
            Text = TextFields.Read(form),
            Annotation = new AnnotationSettings
            {
                Enabled = _visualization.Read(form),
                ShowLabels = _labels.Read(form),
                ShowConfidence = _confidences.Read(form),
            },
        };
        JobRequest request = job.Read(form, settings) with { UploadId = uploadId };
        form.ThrowIfAny();
        return new PredictRequest(uploadId!, fileIds, request, form.UnknownFieldNotes());
    }

    private static IntegerField Slice(string name, string description) => new(name, description, DefaultSlice)
    {
        Least = SliceSettings.MinSide,
        Most = SliceSettings.MaxSide,
        Refusal = $"Must be between {SliceSettings.MinSide} and {SliceSettings.MaxSide}",
    };

    private static bool IsSent(FormFields form, params ReadOnlySpan<FormField> fields)
    {
        bool isSent = false;
        foreach (FormField field in fields)
        {
            isSent |= form.Find(field.Name, field.Aliases) is not null;
        }

        return isSent;
    }

    private DetectionSettings ReadDetection(FormFields form)
    {
        SliceSettings slices = new(
            (int)_sliceWidth.Read(form)!.Value, (int)_sliceHeight.Read(form)!.Value, _overlap.Read(form)!.Value);
        string? model = _model.Read(form);
        if (model is not null && models.WhyMissing(model) is { } mistake)
        {
            form.Add(_model.Name, mistake);
        }

        string rules = _rulesFile.Read(form) ?? DefaultRules;
        return _steps.Read(form, new(_threshold.Read(form)!.Value)
        {
            Models = model is null ? [] : [model],
            IouThreshold = _iou.Read(form),
            Classes = _classes.Read(form),
            RightToLeft = _rightToLeft.Read(form),
            Slices = _slices.Read(form, IsSent(form, _sliceWidth, _sliceHeight, _overlap)) ? slices : null,
            Rules = _rules.Read(form, IsSent(form, _rulesFile)) ? rules : null,
        });
    }
}
