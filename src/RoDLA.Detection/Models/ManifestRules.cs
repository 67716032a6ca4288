using RoDLA.Detection.Families;
using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Models;

/// <summary>Rules for a manifest beyond its JSON schema; all violations are reported.</summary>
internal static class ManifestRules
{
    public static IReadOnlyList<string> Check(ModelFolder model)
    {
        List<string> problems = [];
        ModelManifest manifest = model.Manifest;
        Require(manifest.Name == model.Name, $"The manifest's name '{manifest.Name}' differs from its folder's '{model.Name}'.");
        Require(File.Exists(model.GraphPath), $"There is no '{model.GraphPath}'.");
        Require(Path.GetFileName(manifest.File) == manifest.File, "'file' must be a file name, not a path.");
        Require(
            ModelFamilies.ByName.ContainsKey(manifest.Family),
            $"'family' is '{manifest.Family}'; known are {string.Join(", ", ModelFamilies.ByName.Keys.Order())}.");
        Require(IsSha256(manifest.Sha256), "'sha256' must be 64 hexadecimal digits.");
        Require(manifest.Classes.Count > 0, "'classes' is empty.");
        Require(manifest.Classes.Distinct(StringComparer.Ordinal).Count() == manifest.Classes.Count, "'classes' names a class twice.");
        Require(InUnit(manifest.DefaultThreshold), "'default_threshold' must be within 0 and 1.");
        foreach ((string name, string? counterpart) in manifest.Doclaynet ?? new Dictionary<string, string?>())
        {
            Require(manifest.Classes.Contains(name), $"'doclaynet' has '{name}', which is not one of 'classes'.");
            Require(
                counterpart is null || DocLayNet.Names.Contains(counterpart),
                $"'doclaynet' gives '{name}' the class '{counterpart}'; there are {string.Join(", ", DocLayNet.Names)}.");
        }

        foreach ((string file, string hash) in manifest.ExternalData)
        {
            Require(Path.GetFileName(file) == file, $"'external_data' names '{file}', which is no file name.");
            Require(File.Exists(Path.Combine(model.Path, file)), $"There is no '{Path.Combine(model.Path, file)}'.");
            Require(IsSha256(hash), $"'external_data' has no SHA-256 for '{file}'.");
        }

        IReadOnlyList<int> placeholders = manifest.Outputs.Placeholders;
        Require(
            placeholders.All(p => p >= 0 && p < manifest.Columns) && placeholders.Distinct().Count() == placeholders.Count,
            $"'outputs.placeholders' must be different columns of 0 to {manifest.Columns - 1}.");
        CheckInput(manifest.Input);
        CheckOutputs(manifest);
        CheckPostprocess(manifest.Postprocess);
        CheckCleanup(manifest.Postprocess.Cleanup ?? new CleanupSpec());
        return problems;

        void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                problems.Add(otherwise);
            }
        }

        void CheckInput(InputSpec input)
        {
            Require(
                input.Resize is "letterbox" or "stretch" or "keep_ratio",
                $"'input.resize' is '{input.Resize}'; known are letterbox, stretch and keep_ratio.");
            Require(
                input.Resize != "letterbox" || IsSize(input.Size) || (IsSize(input.Portrait) && IsSize(input.Landscape)),
                "A letterbox needs 'input.portrait' and 'input.landscape', or one 'input.size', [height, width] of 1 to 8192.");
            Require(
                input.Resize != "stretch" || (IsSize(input.Size) && input.Portrait is null && input.Landscape is null),
                "stretch needs 'input.size', [height, width] of 1 to 8192, and no 'portrait' and 'landscape'.");
            Require(
                input.Resize != "keep_ratio" || IsSize(input.MaxSize),
                "keep_ratio needs 'input.max_size', [longest, shortest] of 1 to 8192.");
            Require(input.PadMultiple is >= 1 and <= 1024, "'input.pad_multiple' must be within 1 and 1024.");
            Require(input.PadPosition is "center" or "top_left", "'input.pad_position' is 'center' or 'top_left'.");
            Require(input.ChannelOrder is "rgb" or "bgr", "'input.channel_order' is 'rgb' or 'bgr'.");
            Require(
                TensorWriter.Interpolations.Contains(input.Interpolation),
                $"'input.interpolation' is '{input.Interpolation}'; known are {string.Join(", ", TensorWriter.Interpolations)}.");
            foreach ((string name, string kind) in input.PageInputs)
            {
                Require(
                    PageInputKinds.ByName.ContainsKey(kind),
                    $"'input.page_inputs' gives '{name}' {kind}; known are {string.Join(", ", PageInputKinds.ByName.Keys.Order())}.");
            }

            Require(input.Mean.Count == 3 && input.Std.Count == 3, "'input.mean' and 'input.std' have one number per channel.");
            Require(
                input.Std.All(s => s is not 0 && float.IsFinite(s)) && input.Mean.All(float.IsFinite) && float.IsFinite(input.Scale),
                "'input.scale', 'mean' and 'std' must be finite, and no 'std' zero.");
        }

        void CheckOutputs(ModelManifest model)
        {
            Require(model.Outputs.Coordinates is null or "page" or "input", "'outputs.coordinates' is 'page' or 'input'.");
            if (!ModelFamilies.ByName.TryGetValue(model.Family, out IModelFamily? family))
            {
                return;
            }

            IReadOnlyList<OutputRule> known = family.OutputsOf(model);
            OutputRole[] named = [.. OutputNames.Of(model.Outputs).Select(output => output.Role)];
            string roles = string.Join(", ", known.Select(rule => Word(rule.Role) + (rule.IsOptional ? " (may be left out)" : "")));
            Require(
                known.All(rule => rule.IsOptional || named.Contains(rule.Role)) && named.All(role => known.Any(rule => rule.Role == role)),
                $"A model of the family {model.Family} has the 'outputs' {roles}; the manifest names "
                + (named.Length == 0 ? "none." : $"{string.Join(", ", named.Select(Word))}."));
        }

        void CheckCleanup(CleanupSpec rules)
        {
            Require(
                rules.Thresholds.Values.Append(rules.Threshold).All(InUnit) && InUnit(rules.Overlap) && InUnit(rules.Containment),
                "The numbers of 'postprocess.cleanup' must be within 0 and 1.");
            foreach (string name in rules.Thresholds.Keys.Except(manifest.Classes))
            {
                problems.Add($"'postprocess.cleanup.thresholds' has '{name}', which is not one of 'classes'.");
            }
        }

        void CheckPostprocess(PostprocessSpec rules)
        {
            Require(InUnit(rules.CandidateThreshold), "'postprocess.candidate_threshold' must be within 0 and 1.");
            Require(rules.NmsIou is null || InUnit(rules.NmsIou.Value), "'postprocess.nms_iou' must be within 0 and 1.");
            Require(
                rules.NmsAgnosticIou is null || InUnit(rules.NmsAgnosticIou.Value),
                "'postprocess.nms_agnostic_iou' must be within 0 and 1.");
            Require(
                rules.NmsContainment is null || InUnit(rules.NmsContainment.Value),
                "'postprocess.nms_containment' must be within 0 and 1.");
            Require(rules.PreNmsTop is >= 1 and <= 100_000, "'postprocess.pre_nms_top' must be within 1 and 100,000.");
            Require(rules.MaxDetections is >= 1 and <= 10_000, "'postprocess.max_detections' must be within 1 and 10,000.");
        }
    }

    private static string Word(OutputRole role) => role.ToString().ToLowerInvariant();

    private static bool InUnit(float value) => value is >= 0 and <= 1;

    private static bool IsSize(IReadOnlyList<int>? size) => size is [>= 1 and <= 8192, >= 1 and <= 8192];

    private static bool IsSha256(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigit);
}
