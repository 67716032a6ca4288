using System.Globalization;
using RoDLA.Analysis.Pipeline;

namespace RoDLA.Cli.Batch;

/// <summary>Reads the switches of <c>batch</c>.</summary>
/// <param name="mistakes">Gets what is wrong.</param>
internal sealed class BatchSwitches(List<string> mistakes)
{
    private static readonly string[] Formats = ["csv", "jsonl", "zip"];

    private BatchArguments _read = new();

    /// <summary>Reads a switch.</summary>
    /// <param name="name">Name of the switch.</param>
    /// <param name="value">Gets the switch's value; null after noting that there is none.</param>
    /// <returns>False when the command has no such switch.</returns>
    public bool TryRead(string name, Func<string?> value)
    {
        switch (name)
        {
            case "--server":
                ReadServer(value());
                break;
            case "--pattern":
                _read = _read with { Pattern = value() ?? _read.Pattern };
                break;
            case "--perturb":
                _read = _read with { Steps = PerturbSwitches.ReadSteps(name, value(), mistakes) ?? _read.Steps };
                break;
            case "--seed":
                ReadSeed(value());
                break;
            case "--visualization-mode":
                _read = _read with { Visualization = Choice(name, value(), _read.Visualization) };
                break;
            case "--priority":
                _read = _read with { Priority = Choice(name, value(), _read.Priority) };
                break;
            case "--export":
                ReadExports(value());
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>What was read; notes what is missing.</summary>
    public BatchArguments Finish(Invocation invocation)
    {
        if (invocation.Files.Count == 0)
        {
            mistakes.Add("batch needs at least one folder, ZIP archive or file.");
        }

        // Of what a service did, nothing else could be written here.
        return _read is { Server: not null, Exports: [] } && invocation.Out is not null ? _read with { Exports = ["zip"] } : _read;
    }

    private void ReadServer(string? text)
    {
        if (text is null)
        {
            return;
        }

        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out Uri? server) && server.Scheme is "http" or "https")
        {
            _read = _read with { Server = server };
        }
        else
        {
            mistakes.Add($"--server is '{text}', which is no address such as http://localhost:8000.");
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

    private void ReadExports(string? text)
    {
        if (text is null)
        {
            return;
        }

        string[] formats = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(format => format.ToLowerInvariant()).Distinct()];
        foreach (string format in formats.Except(Formats))
        {
            mistakes.Add($"--export has '{format}', which is none of {string.Join(", ", Formats)}.");
        }

        _read = _read with { Exports = formats };
    }

    private T Choice<T>(string name, string? text, T otherwise)
        where T : struct, Enum
    {
        if (text is null)
        {
            return otherwise;
        }

        foreach (T value in Enum.GetValues<T>())
        {
            if (ReportJson.Word(value).Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        mistakes.Add($"{name} is '{text}', which is none of {string.Join(", ", Enum.GetValues<T>().Select(ReportJson.Word))}.");
        return otherwise;
    }
}
