using System.Globalization;
using RoDLA.Cli.Batch;
using RoDLA.Cli.Configuration;
using RoDLA.Analysis.Pipeline;

namespace RoDLA.Cli;

/// <summary>Reads the command line; finds every mistake, not the first alone.</summary>
internal sealed class CommandLineParser
{
    private readonly Queue<string> _arguments;
    private readonly List<string> _files = [];
    private readonly List<string> _mistakes = [];
    private readonly Dictionary<string, string?> _settings = new(StringComparer.OrdinalIgnoreCase);
    private Invocation _invocation = new();

    private readonly PerturbSwitches _perturb;
    private readonly BatchSwitches _batch;

    private CommandLineParser(IEnumerable<string> arguments)
    {
        _arguments = new Queue<string>(arguments);
        _perturb = new PerturbSwitches(_mistakes);
        _batch = new BatchSwitches(_mistakes);
    }

    /// <summary>Reads <paramref name="arguments"/>; without a command it is <c>serve</c>.</summary>
    public static Invocation Parse(IEnumerable<string> arguments) => new CommandLineParser(arguments).Parse();

    private Invocation Parse()
    {
        ReadCommand();
        bool onlyFiles = false;
        while (_arguments.TryDequeue(out string? argument))
        {
            if (onlyFiles || !argument.StartsWith('-') || argument == "-")
            {
                AddFile(argument);
            }
            else if (argument == "--")
            {
                onlyFiles = true;
            }
            else
            {
                ReadSwitch(argument);
            }
        }

        return Finish();
    }

    private void ReadCommand()
    {
        if (!_arguments.TryPeek(out string? first) || first.StartsWith('-'))
        {
            return;
        }

        CommandKind? command = _arguments.Dequeue() switch
        {
            "serve" => CommandKind.Serve,
            "detect" => CommandKind.Detect,
            "batch" => CommandKind.Batch,
            "perturb" => CommandKind.Perturb,
            "perturb-dataset" => CommandKind.PerturbDataset,
            "models" => CommandKind.Models,
            "openapi" => CommandKind.OpenApi,
            "help" => CommandKind.Help,
            "version" => CommandKind.Version,
            _ => null,
        };
        if (command is null)
        {
            _mistakes.Add($"'{first}' is not a command; there are serve, detect, batch, perturb, perturb-dataset, models and openapi.");
        }

        _invocation = _invocation with { Command = command ?? CommandKind.Help };
    }

    private void AddFile(string argument)
    {
        if (_invocation.Command is CommandKind.Detect or CommandKind.Batch or CommandKind.Perturb)
        {
            _files.Add(argument);
        }
        else if (_mistakes.Count == 0)
        {
            _mistakes.Add($"'{argument}' is not understood here.");
        }
    }

    private void ReadSwitch(string argument)
    {
        string[] halves = argument.Split('=', 2);
        string name = halves[0];
        string? value = halves.Length == 2 ? halves[1] : null;
        bool detects = _invocation.Command == CommandKind.Detect;
        bool batches = _invocation.Command == CommandKind.Batch;
        bool perturbs = _invocation.Command is CommandKind.Perturb or CommandKind.PerturbDataset;
        switch (name)
        {
            case "--help" or "-h" or "-?":
                _invocation = _invocation with { Command = CommandKind.Help };
                break;
            case "--version":
                _invocation = _invocation with { Command = CommandKind.Version };
                break;
            case "--annotate" when detects:
                _invocation = _invocation with { Annotate = true };
                break;
            case "--charts" when detects:
                _invocation = _invocation with { Charts = true };
                break;
            case "--out" or "-o" when detects || batches || perturbs:
                _invocation = _invocation with { Out = Value(name, value) };
                break;
            case "--threshold" when detects || batches:
                ReadThreshold(Value(name, value));
                break;
            case "--page" or "--pages" when detects || batches || _invocation.Command == CommandKind.Perturb:
                ReadPage(Value(name, value));
                break;
            case var _ when batches && _batch.TryRead(name, () => Value(name, value)):
                break;
            case var _ when perturbs && _perturb.TryRead(_invocation.Command, name, () => Value(name, value)):
                break;
            default:
                ReadSetting(name, value);
                break;
        }
    }

    private void ReadThreshold(string? text)
    {
        if (text is null)
        {
            return;
        }

        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float threshold) || threshold is not (>= 0 and <= 1))
        {
            _mistakes.Add($"--threshold is '{text}', which is not a number from 0 to 1.");
        }

        _invocation = _invocation with { Threshold = threshold };
    }

    private void ReadPage(string? text)
    {
        if (text is null)
        {
            return;
        }

        if (!PageSelection.TryParse(text, out PageSelection page))
        {
            _mistakes.Add($"--page is '{text}', which is neither a page number from 1 nor 'all'.");
        }

        _invocation = _invocation with { Page = page };
    }

    private void ReadSetting(string name, string? value)
    {
        if (!EnvironmentVariables.BySwitch.TryGetValue(name, out Setting? setting))
        {
            _mistakes.Add($"'{name}' is not a switch of this command; --help lists them.");
        }
        else if (Value(name, value) is { } text)
        {
            _settings[setting.Key] = EnvironmentVariables.Value(setting, text);
        }
    }

    private string? Value(string name, string? value)
    {
        if (value is not null || _arguments.TryDequeue(out value))
        {
            return value;
        }

        _mistakes.Add($"{name} needs a value.");
        return null;
    }

    private Invocation Finish()
    {
        if (_invocation.Command == CommandKind.Detect)
        {
            if (_files.Count == 0)
            {
                _mistakes.Add("detect needs at least one file.");
            }

            if (_invocation.Annotate && _invocation.Out is null)
            {
                _mistakes.Add("--annotate needs --out, the folder that the pictures go to.");
            }
        }

        _invocation = _invocation with { Files = _files };
        if (_invocation.Command is CommandKind.Perturb or CommandKind.PerturbDataset)
        {
            _invocation = _invocation with { Perturb = _perturb.Finish(_invocation) };
        }

        if (_invocation.Command == CommandKind.Batch)
        {
            _invocation = _invocation with { Batch = _batch.Finish(_invocation) };
        }

        return _invocation with { Settings = _settings, Mistakes = _mistakes };
    }
}
