using RoDLA.Api.Forms;
using RoDLA.Api.Uploads;

namespace RoDLA.Api.Detection;

/// <summary>How a page is looked at; the fields are the same in every form and in JSON.</summary>
/// <param name="options">The default of the threshold.</param>
/// <param name="detector">Knows the models.</param>
/// <param name="rules">The layout rules that there are.</param>
/// <param name="thresholdRefusal">The whole message for a wrong threshold where a document prescribes it; null for the field's own.</param>
internal sealed class DetectionFields(ApiOptions options, ILayoutDetector detector, ILayoutRules rules, string? thresholdRefusal = null)
{
    private readonly NumberField _threshold =
        new("score_thr", "Detections with a confidence above this are kept.", 0, 1, options.DefaultThreshold)
        {
            Aliases = ["score_threshold"],
            Refusal = thresholdRefusal,
        };

    private readonly NamesField _models = new(
        "model",
        "Name of the model; several, with commas between, are a cascade: see `exit_confidence`. The service's own when it is not sent.",
        "model",
        () => detector.Names)
    {
        Example = "rodla-layout-s",
    };

    private readonly NumberField _exitConfidence = new(
        "exit_confidence",
        "With several models: the next one looks at a page where the mean confidence of the one before is below this.",
        0,
        1,
        DetectionSettings.DefaultExitConfidence);

    private readonly NumberField _iou = new(
        "iou_threshold", "Of two boxes of one class with a greater IoU the weaker is dropped; the model's own when it is not sent.", 0, 1)
    {
        Example = 0.5,
    };

    private readonly SlicesField _slices = new(
        "slices",
        $"Look at slices of the page too, for small print on large pages: {SliceSettings.Syntax}. Boxes that match are merged, by default by "
            + "greedy non-maximum merging from an intersection over the smaller box of 0.5 on.")
    {
        Example = "640x640:0.2",
    };

    private readonly EnumField<ClassVocabulary> _classes = Vocabulary("classes");

    private readonly BooleanField _rightToLeft = new("right_to_left", "Read columns from the right, for `reading_order`.", false);

    private readonly StepFields _steps = new();

    private readonly RulesField _rules = new(rules) { Aliases = ["symbolic_reasoning"] };

    /// <summary>The field with the class names that the detections get.</summary>
    /// <param name="name">Its name.</param>
    public static EnumField<ClassVocabulary> Vocabulary(string name) => new(
        name,
        "Class names of the detections: the model's own, or the 11 of DocLayNet, so that models compare and exports share one label set; "
            + "detections of a class without a counterpart are left out then, which `notes` tells.",
        ClassVocabulary.Native);

    /// <summary>The fields.</summary>
    public IReadOnlyList<FormField> All =>
        [_threshold, _iou, _slices, .. _steps.All, _rules, _classes, _rightToLeft, _models, _exitConfidence];

    /// <summary>Reads them; mistakes are added to <paramref name="form"/>.</summary>
    public DetectionSettings Read(FormFields form) => _steps.Read(form, new(_threshold.Read(form)!.Value)
    {
        Models = _models.Read(form),
        ExitConfidence = _exitConfidence.Read(form)!.Value,
        IouThreshold = _iou.Read(form),
        Slices = _slices.Read(form),
        Rules = _rules.Read(form),
        Classes = _classes.Read(form),
        RightToLeft = _rightToLeft.Read(form),
    });
}
