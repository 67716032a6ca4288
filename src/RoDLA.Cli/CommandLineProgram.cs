using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Net.Sockets;
using RoDLA.Analysis.Datasets;
using RoDLA.Cli.Batch;
using RoDLA.Cli.Configuration;
using RoDLA.Cli.Detect;
using RoDLA.Cli.Evaluate;
using RoDLA.Cli.Hosting;
using RoDLA.Cli.Keys;
using RoDLA.Cli.Models;
using RoDLA.Cli.Output;
using RoDLA.Cli.Perturb;
using RoDLA.Cli.Syntax;
using RoDLA.Jobs.Files;
using RoDLA.Detection.Models;

namespace RoDLA.Cli;

/// <summary>The program: parses the command line, runs the command, and reports what went wrong.</summary>
internal sealed class CommandLineProgram
{
    private static readonly ParserConfiguration Parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    private readonly ProgramContext _context;
    private readonly InvocationConfiguration _invocation;
    private readonly SettingOptions _settings = new();
    private readonly Dictionary<string, string?> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly RootCommand _root = new("RoDLA API: layout of document pages.") { HelpName = ProgramConfiguration.ApplicationName };

    /// <summary>A program with the commands of this project and those of its caller.</summary>
    /// <param name="context">The process.</param>
    /// <param name="defaultCommand">The command of a command line that names none.</param>
    /// <param name="others">More commands.</param>
    public CommandLineProgram(ProgramContext context, ProgramCommand defaultCommand, params IEnumerable<ProgramCommand> others)
    {
        _context = context;
        _invocation = new InvocationConfiguration
        {
            Output = context.Output,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,

            // Signals are handled by the host, and by a batch.
            ProcessTerminationTimeout = null,
        };
        Option[] settings = [.. _settings.All];
        foreach (Option setting in settings)
        {
            _root.Options.Add(setting);
        }

        foreach (ProgramCommand command in (ProgramCommand[])
            [
                defaultCommand, new DetectCommand(), new BatchCommand(), new PerturbCommand(), new PerturbDatasetCommand(),
                new EvaluateCommand(), new ModelsCommand(), new KeysCommand(), new SchemaCommand(), new SettingsCommand(), .. others,
            ])
        {
            SetAction(command);
            _root.Subcommands.Add(command);
        }

        _root.SetAction((parse, cancellationToken) => RunAsync(defaultCommand, parse, cancellationToken));
        _root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        HelpOption help = _root.Options.OfType<HelpOption>().Single();
        help.Action = new ProgramHelpAction((HelpAction)help.Action!, settings);
    }

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        List<string> mistakes = [];
        arguments = arguments is ["help" or "version"] ? ["--" + arguments[0]] : arguments;
        ParseResult parse = _root.Parse(SettingOptions.TakeKeys(arguments, _keys, mistakes), Parser);
        bool isWrong = Report(parse);
        if ((isWrong || parse.Action == parse.CommandResult.Command.Action) && parse.CommandResult.Command is ProgramCommand command)
        {
            isWrong |= Report(ParseUnknownOptions(parse, command));
            mistakes.AddRange(command.Check(parse));
        }

        return isWrong || mistakes.Count > 0 ? Report(mistakes) : await parse.InvokeAsync(_invocation, cancellationToken);
    }

    private void SetAction(ProgramCommand command)
    {
        command.SetAction((parse, cancellationToken) => RunAsync(command, parse, cancellationToken));
        foreach (ProgramCommand part in command.Subcommands.OfType<ProgramCommand>())
        {
            SetAction(part);
        }
    }

    private async Task<int> RunAsync(ProgramCommand command, ParseResult parse, CancellationToken cancellationToken)
    {
        foreach ((string key, string? value) in _settings.Read(parse))
        {
            _keys[key] = value;
        }

        try
        {
            return await command.RunAsync(parse, new CommandContext(_context, _keys), cancellationToken);
        }
        catch (ConfigurationException e)
        {
            return Report(e.Mistakes);
        }
        catch (DatasetException e)
        {
            return Report(e.Mistakes);
        }
        catch (SocketException e)
        {
            await _context.Error.WriteLineAsync($"The service cannot listen on the address that it was given: {e.Message}.");
            return ExitCode.Failure;
        }
        catch (OutputFolderInUseException e)
        {
            await _context.Error.WriteLineAsync(e.Message);
            return ExitCode.FolderInUse;
        }
        catch (Exception e) when (e is ModelException or IOException or UnauthorizedAccessException)
        {
            await _context.Error.WriteLineAsync(e.Message);
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failure;
        }
    }

    // The parser takes an unknown option of a command with files for a file; without them it reports it, with what was probably meant.
    private ParseResult? ParseUnknownOptions(ParseResult parse, ProgramCommand command)
    {
        if (command.Files is null || parse.GetResult(command.Files) is not { } files)
        {
            return null;
        }

        int afterDashes = parse.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        string[] unknown = [.. files.Tokens.SkipLast(afterDashes).Select(token => token.Value).Where(text => text is ['-', _, ..])];
        if (unknown.Length == 0)
        {
            return null;
        }

        Command withoutFiles = new(command.Name);
        foreach (Option option in command.Options.Concat(_settings.All))
        {
            withoutFiles.Options.Add(option);
        }

        return withoutFiles.Parse(unknown, Parser);
    }

    private bool Report(ParseResult? parse)
    {
        if (parse?.Action is not ParseErrorAction errors)
        {
            return false;
        }

        // The standard output of a command is its answer: suggestions do not belong there.
        errors.ShowHelp = false;
        parse.Invoke(new InvocationConfiguration { Output = _context.Error, Error = _context.Error });
        return true;
    }

    private int Report(IEnumerable<string> mistakes)
    {
        foreach (string mistake in mistakes)
        {
            _context.Error.WriteLine(mistake);
        }

        _context.Error.WriteLine("Nothing was started. --help shows how the program is used.");
        return ExitCode.Usage;
    }
}
