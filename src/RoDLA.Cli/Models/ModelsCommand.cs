using Microsoft.Extensions.Options;
using RoDLA.Cli.Output;
using RoDLA.Detection;
using RoDLA.Detection.Models;

namespace RoDLA.Cli.Models;

/// <summary>Lists the models and checks each: manifest, files, hashes.</summary>
internal static class ModelsCommand
{
    /// <summary>Prints one line for each model, and its problems below it.</summary>
    /// <returns>0 when every model is sound and the configured one is among them; 1 otherwise.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        ModelRepository models = services.GetRequiredService<ModelRepository>();
        string served = services.GetRequiredService<IOptions<DetectionOptions>>().Value.Model;
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
                await output.WriteLineAsync($"{mark} {name,-24} ok      {facts}: {manifest.DisplayName}");
            }
            catch (Exception e) when (e is ModelException or IOException or UnauthorizedAccessException)
            {
                sound = false;
                await output.WriteLineAsync($"{mark} {name,-24} broken");
                foreach (string problem in e is ModelException m ? m.Problems : [e.Message])
                {
                    await output.WriteLineAsync($"    {problem}");
                }
            }
        }

        await output.WriteLineAsync($"Models are in {models.Folder}; * is served.");
        return sound ? ExitCode.Success : ExitCode.Failure;
    }
}
