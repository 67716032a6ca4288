using System.Globalization;
using RoDLA.Analysis.Perturbing;
using RoDLA.Perturbations;

namespace RoDLA.Cli;

/// <summary>Reads the switches of <c>perturb</c> and <c>perturb-dataset</c>.</summary>
/// <param name="mistakes">Gets what is wrong.</param>
internal sealed class PerturbSwitches(List<string> mistakes)
{
    private const int Degrees = 3;

    private PerturbArguments _read = new();
    private bool _told;

    /// <summary>Reads a switch of <paramref name="command"/>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="name">Name of the switch.</param>
    /// <param name="value">Gets the switch's value; null after noting that there is none.</param>
    /// <returns>False when the command has no such switch.</returns>
    public bool TryRead(CommandKind command, string name, Func<string?> value)
    {
        bool dataset = command == CommandKind.PerturbDataset;
        switch (name)
        {
            case "--apply":
                _told = true;
                _read = _read with { Steps = ReadSteps(name, value(), mistakes) ?? _read.Steps };
                break;
            case "--all" when dataset:
                _told = true;
                _read = _read with { Steps = Everything() };
                break;
            case "--seed":
                ReadSeed(value());
                break;
            case "--mode":
                ReadMode(value());
                break;
            case "--quality" when !dataset:
                _read = _read with { Quality = true };
                break;
            case "--no-quality" when dataset:
                _read = _read with { Quality = false };
                break;
            case "--format" when !dataset:
                ReadFormat(value());
                break;
            case "--images" when dataset:
                _read = _read with { Images = value() };
                break;
            case "--coco" when dataset:
                _read = _read with { Coco = value() };
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>What was read; notes what is missing.</summary>
    public PerturbArguments Finish(Invocation invocation)
    {
        bool dataset = invocation.Command == CommandKind.PerturbDataset;
        string command = dataset ? "perturb-dataset" : "perturb";
        Require(invocation.Out, $"{command} needs --out, the folder that the pages go to.");
        if (!_told)
        {
            mistakes.Add($"{command} needs --apply{(dataset ? " or --all" : "")}, such as --apply defocus:2,rotation:1.");
        }

        if (dataset)
        {
            Require(_read.Images, "perturb-dataset needs --images, the folder of the pages.");
            Require(_read.Coco, "perturb-dataset needs --coco, the file with their boxes.");
        }
        else if (invocation.Files.Count == 0)
        {
            mistakes.Add("perturb needs at least one file.");
        }

        return _read;
    }

    /// <summary>Reads a chain such as <c>defocus:2,rotation:1</c>.</summary>
    /// <param name="name">Name of the switch.</param>
    /// <param name="text">Its value; null when it had none.</param>
    /// <param name="mistakes">Gets what is wrong.</param>
    /// <returns>Null when there is nothing to read.</returns>
    public static IReadOnlyList<PerturbationStep>? ReadSteps(string name, string? text, List<string> mistakes)
    {
        if (text is null)
        {
            return null;
        }

        List<PerturbationStep> steps = [];
        foreach (string entry in text.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] halves = entry.Split(':');
            if (halves is [string type, string digits]
                && PerturbationCatalog.ByName.ContainsKey(type)
                && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int degree)
                && degree is >= 1 and <= Degrees)
            {
                steps.Add(new PerturbationStep(type, degree));
            }
            else
            {
                string types = string.Join(", ", PerturbationCatalog.All.Select(p => p.Name));
                mistakes.Add($"{name} has '{entry}', which is no TYPE:DEGREE: the types are {types}; the degrees 1, 2 and 3.");
            }
        }

        return steps;
    }

    private static PerturbationStep[] Everything() =>
        [.. PerturbationCatalog.All.SelectMany(p => Enumerable.Range(1, Degrees).Select(d => new PerturbationStep(p.Name, d)))];

    private void Require(string? value, string mistake)
    {
        if (value is null)
        {
            mistakes.Add(mistake);
        }
    }

    private void ReadSeed(string? text)
    {
        if (text is not null && !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            mistakes.Add($"--seed is '{text}', which is not a whole number of at most 64 bits.");
        }
        else if (text is not null)
        {
            _read = _read with { Seed = long.Parse(text, CultureInfo.InvariantCulture) };
        }
    }

    private void ReadMode(string? text)
    {
        switch (text)
        {
            case "standard" or null:
                break;
            case "reference":
                _read = _read with { Mode = PerturbationMode.Reference };
                break;
            default:
                mistakes.Add($"--mode is '{text}', which is neither 'standard' nor 'reference'.");
                break;
        }
    }

    private void ReadFormat(string? text)
    {
        switch (text)
        {
            case "png" or null:
                break;
            case "jpeg" or "jpg":
                _read = _read with { Format = PictureFormat.Jpeg };
                break;
            case "webp":
                _read = _read with { Format = PictureFormat.Webp };
                break;
            default:
                mistakes.Add($"--format is '{text}', which is none of png, jpeg and webp.");
                break;
        }
    }
}
