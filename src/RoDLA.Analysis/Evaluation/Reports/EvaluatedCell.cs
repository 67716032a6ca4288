using RoDLA.Analysis.Evaluation.Coco;
using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>One cell of an evaluation, matched.</summary>
internal sealed class EvaluatedCell
{
    /// <summary>Matches the pages of a cell.</summary>
    /// <param name="name">The cell.</param>
    /// <param name="records">Each page in it, in the order of their ids; null where it was not done.</param>
    /// <param name="names">Names of the pages.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="protocol">The protocol.</param>
    public EvaluatedCell(
        string name, IReadOnlyList<CellRecord?> records, IReadOnlyList<string> names, int classes, CocoProtocol protocol)
    {
        Name = name;
        Pages = [.. records.Select(r => r is { Error: null } ? r.ToPage() : null)];
        Result = new CocoEvaluator([.. Pages.Select(p => p ?? EvaluatedPage.Empty)], classes, protocol);
        Failed = [.. records.Select((r, i) => r?.Error is { } error ? $"{names[i]}: {error}" : null).OfType<string>()];
        MsSsim = records.Average(r => r?.MsSsim);
        CwSsim = records.Average(r => r?.CwSsim);
    }

    /// <summary>The cell.</summary>
    public string Name { get; }

    /// <summary>Truth and detections of each page; null for one without figures.</summary>
    public IReadOnlyList<EvaluatedPage?> Pages { get; }

    /// <summary>The figures.</summary>
    public CocoEvaluator Result { get; }

    /// <summary>Pages without figures, and why.</summary>
    public IReadOnlyList<string> Failed { get; }

    /// <summary>Mean MS-SSIM; null when not measured.</summary>
    public double? MsSsim { get; }

    /// <summary>Mean CW-SSIM; null when not measured.</summary>
    public double? CwSsim { get; }
}
