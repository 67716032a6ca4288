using RoDLA.Cli.Output;
using RoDLA.Cli.Syntax;
using RoDLA.Detection.Models;

namespace RoDLA.Cli.Models;

/// <summary>Lists the models, with the manifest, the files and the hashes of each checked.</summary>
internal static class ModelCheck
{
    /// <returns>0 when every model is sound and the configured one is among them; 1 otherwise.</returns>
    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using IHost host = context.CreateHost();
        ModelRepository models = host.Services.GetRequiredService<ModelRepository>();
        string served = host.Services.GetRequiredService<IOptions<DetectionOptions>>().Value.Model;
        bool sound = true;
        foreach (string name in models.List().Append(served).Distinct(StringComparer.Ordinal))
        {
            string mark = name == served ? "*" : " ";
            try
            {
                ModelFolder model = models.Open(name);
                IReadOnlyList<string> problems = await ModelRepository.CheckFilesAsync(model, cancellationToken);
                if (problems.Count > 0)
                {
                    throw new ModelException(name, problems);
                }

                ModelManifest manifest = model.Manifest;
                double size = new FileInfo(model.GraphPath).Length / 1024.0 / 1024.0;
                string facts = FormattableString.Invariant($"{manifest.Family}, {manifest.Classes.Count} classes, {size:0.0} MiB");
                await context.Output.WriteLineAsync($"{mark} {name,-24} ok      {facts}: {manifest.DisplayName}");
            }
            catch (Exception e) when (e is ModelException or IOException or UnauthorizedAccessException)
            {
                sound = false;
                await context.Output.WriteLineAsync($"{mark} {name,-24} broken");
                foreach (string problem in e is ModelException m ? m.Problems : [e.Message])
                {
                    await context.Output.WriteLineAsync($"    {problem}");
                }
            }
        }

        await context.Output.WriteLineAsync($"Models are in {models.Folder}; * is served.");
        return sound ? ExitCode.Success : ExitCode.Failure;
    }
}
