using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;
using RoDLA.Detection.Inspection;
using RoDLA.Detection.Models;

namespace RoDLA.Cli.Models;

/// <summary><c>models inspect FILE.onnx</c>: says what a graph is, and writes a manifest to start from beside it.</summary>
internal sealed class InspectCommand : ProgramCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "the ONNX file" };
    private readonly Option<bool> _force = CommonOptions.Flag("--force", "overwrite a model.json that is there");

    public InspectCommand()
        : base("inspect", "Say which family a graph belongs to, and write a model.json to start from beside it")
    {
        Arguments.Add(_file);
        AddOptions(_force);
    }

    /// <inheritdoc/>
    /// <returns>0; 1 when no family fits, or there is a manifest already.</returns>
    public override async Task<int> RunAsync(ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        string file = Path.GetFullPath(parse.GetValue(_file)!);
        if (!File.Exists(file))
        {
            context.Terminal.WriteLine($"There is no file '{file}'.");
            return ExitCode.Failure;
        }

        ModelInspection seen = await ModelInspector.InspectAsync(file, InspectionReport.NameFor(file), cancellationToken);
        await InspectionReport.WriteAsync(seen, context.Output);
        if (seen.Manifest is not { } manifest)
        {
            return ExitCode.Failure;
        }

        string path = Path.Combine(Path.GetDirectoryName(file)!, ModelRepository.ManifestFile);
        if (File.Exists(path) && !parse.GetValue(_force))
        {
            context.Terminal.WriteLine($"'{path}' is there already and stays; --force overwrites it.");
            return ExitCode.Failure;
        }

        await ModelRepository.WriteAsync(manifest, path, cancellationToken);
        await context.Output.WriteLineAsync(
            $"Written: {path}. Its folder is a model when it lies in the models folder and is named as 'name'.");
        return ExitCode.Success;
    }
}
