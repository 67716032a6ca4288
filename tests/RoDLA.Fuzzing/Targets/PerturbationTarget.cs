using System.Text;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Perturbing;
using RoDLA.Api.Errors;
using RoDLA.Api.Perturbing;
using RoDLA.Api.Uploads;
using RoDLA.Benchmarks;
using RoDLA.Perturbations;

namespace RoDLA.Fuzzing.Targets;

/// <summary>The reader of lists of perturbations.</summary>
internal sealed class PerturbationTarget : IFuzzTarget
{
    private readonly PerturbationsField _field = new(
        "", new PerturbationReader(new BackgroundFolders(Path.Combine(Repository.Root, "backgrounds")), Options.Create(new PerturbationOptions())));

    public string Name => "perturbations";

    public IReadOnlyList<byte[]> Seeds => Corpus.Perturbations;

    public async Task ReadAsync(byte[] input)
    {
        await using FormFields form = new();
        form.Keep(PerturbationsField.FieldName, Encoding.UTF8.GetString(input));
        try
        {
            _field.Read(form);
            form.ThrowIfAny();
        }
        catch (ApiException)
        {
        }
    }
}
