namespace RoDLA.Cli.Syntax;

/// <summary>The options that say how a page is looked at; the same for every command that detects.</summary>
internal sealed class DetectionSwitches
{
    private readonly Option<float?> _threshold = Share("--threshold", "keep detections with a confidence above T, 0 to 1");
    private readonly Option<float?> _iou = Share("--iou-threshold", "of two boxes of one class with a greater IoU, drop the weaker");
    private readonly Option<SliceSettings?> _slices = CommonOptions.Parsed(
        "--slices",
        "WxH[:OVERLAP]",
        "look at slices of the page too, such as 640x640:0.2, for small print on large pages",
        SliceSettings.Parse,
        $"not {SliceSettings.Syntax}");

    private readonly Option<PageOrientation?> _orientation = CommonOptions.Parsed(
        "--orientation",
        "auto|off|DEGREES",
        "turn pages upright by quarter turns first (auto by default); DEGREES clockwise by which they are turned",
        PageOrientation.Parse,
        $"not {PageOrientation.Syntax}");

    private readonly Option<Deskew?> _deskew = CommonOptions.Parsed(
        "--deskew",
        "auto|off|ANGLE",
        "straighten pages first (auto by default); ANGLE in degrees clockwise by which they are turned",
        Deskew.Parse,
        $"not {Deskew.Syntax}");

    private readonly Option<bool?> _snap = CommonOptions.Parsed<bool?>(
        "--snap",
        "true|false",
        "move the edges of boxes to the ink that belongs to them; the model's own setting otherwise",
        text => bool.TryParse(text, out bool snap) ? snap : null,
        "neither true nor false");

    private readonly Option<string?> _rules = new("--rules")
    {
        Description = "correct the detections by layout rules, such as 'layout': a file in the folder rules of the models",
        HelpName = "NAME",
    };

    private readonly Option<ClassVocabulary?> _classes = CommonOptions.Choice<ClassVocabulary>(
        "--classes", "class names of the detections: the model's own, or the 11 of DocLayNet");

    private readonly Option<bool> _rightToLeft = CommonOptions.Flag("--right-to-left", "read columns from the right");

    private readonly Option<string?> _models = new("--cascade")
    {
        HelpName = "NAME,NAME,...",
        Description = "look at a page with these models in order, until one is sure; --model is the only model otherwise",
    };

    private readonly Option<float?> _exitConfidence = Share(
        "--exit-confidence", "with --cascade: a model is sure of a page when the mean confidence of its detections is T or more");

    /// <summary>The options.</summary>
    public Option[] All =>
        [_threshold, _iou, _slices, _orientation, _deskew, _snap, _rules, _classes, _rightToLeft, _models, _exitConfidence];

    /// <summary>Reads them.</summary>
    public DetectionArguments Read(ParseResult parse) => new()
    {
        Threshold = parse.GetValue(_threshold),
        IouThreshold = parse.GetValue(_iou),
        Slices = parse.GetValue(_slices),
        Orientation = parse.GetValue(_orientation),
        Deskew = parse.GetValue(_deskew),
        Snap = parse.GetValue(_snap),
        Rules = parse.GetValue(_rules),
        Classes = parse.GetValue(_classes) ?? ClassVocabulary.Native,
        RightToLeft = parse.GetValue(_rightToLeft),
        Models = parse.GetValue(_models),
        ExitConfidence = parse.GetValue(_exitConfidence),
    };

    private static Option<float?> Share(string name, string description) => CommonOptions.Parsed<float?>(
        name,
        "T",
        description,
        text => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value is >= 0 and <= 1
            ? value
            : null,
        "not a number from 0 to 1");
}
