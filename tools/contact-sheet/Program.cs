using Microsoft.Extensions.DependencyInjection;
using RoDLA.ContactSheet;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Perturbations;
using RoDLA.Perturbations.Registration;

if (args.Length < 3)
{
    Console.Error.WriteLine("usage: dotnet run --project tools/contact-sheet -- BACKGROUNDS OUT_FOLDER PAGE...");
    return 2;
}

const int Seed = 12;
var reader = new PageReader(new ImagingOptions(), TimeProvider.System);
PerturbationPipeline pipeline = new ServiceCollection()
    .AddSingleton(TimeProvider.System)
    .AddSingleton<IPageReader>(reader)
    .AddSingleton(new BackgroundFolders(args[0]))
    .AddPerturbations()
    .BuildServiceProvider()
    .GetRequiredService<PerturbationPipeline>();
Directory.CreateDirectory(args[1]);
foreach (string path in args[2..])
{
    OpenDocument document = await reader.OpenAsync(DocumentSource.FromFile(path), CancellationToken.None);
    using PageImage page = await document.ReadPageAsync(1, default, CancellationToken.None);
    using var sheet = new Sheet(PerturbationCatalog.All.Count, PerturbationCatalog.DegreeLevels.Count);
    for (int row = 0; row < PerturbationCatalog.All.Count; row++)
    {
        for (int degree = 1; degree <= PerturbationCatalog.DegreeLevels.Count; degree++)
        {
            var step = new PerturbationStep(PerturbationCatalog.All[row].Name, degree);
            using PerturbationOutcome outcome = await pipeline.RunAsync(
                page, [step], new PipelineSettings { Seed = Seed }, CancellationToken.None);
            PerturbationRecord record = outcome.Records[0];
            string effect = PerturbationCatalog.All[row].DegreeEffects[degree - 1];
            sheet.Place(row, degree - 1, outcome.Image, $"{step.Type} {degree}: {(record.Success ? effect : record.Message)}");
            Console.WriteLine($"{Path.GetFileName(path)} {step.Type} {degree}: {record.Milliseconds:F1} ms");
        }
    }

    string target = Path.Combine(args[1], Path.GetFileNameWithoutExtension(path) + ".jpg");
    await File.WriteAllBytesAsync(target, sheet.ToJpeg());
    Console.WriteLine(target);
}

return 0;
