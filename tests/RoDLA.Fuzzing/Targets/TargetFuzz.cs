using System.Diagnostics;
using System.Globalization;

namespace RoDLA.Fuzzing.Targets;

/// <summary>
/// Feeds mutated inputs to the readers in this process. A finding is an unexpected exception or a reader that takes too long.
/// </summary>
internal static class TargetFuzz
{
    private static readonly TimeSpan SlowestRead = TimeSpan.FromSeconds(5);

    /// <summary>Every target.</summary>
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new ImageTarget(), new ArchiveTarget(), new FormTarget(), new BatchTarget(), new PerturbationTarget(), new CocoTarget(),
        new WordTarget(),
    ];

    /// <summary>Runs each target on so many inputs; true when nothing was found.</summary>
    public static async Task<bool> RunAsync(int inputs, int seed)
    {
        int found = 0;
        foreach (IFuzzTarget target in All)
        {
            Random random = new(seed);
            Mutator mutator = new(random);
            Stopwatch clock = Stopwatch.StartNew();
            foreach (byte[] good in target.Seeds)
            {
                await target.ReadAsync(good);
            }

            for (int i = 0; i < inputs; i++)
            {
                byte[] input = mutator.Mutate(Any(), Any());
                if (await FaultAsync(target, input) is { } fault)
                {
                    Findings.Write(++found, $"{target.Name}: {fault}", input);
                }
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{target.Name,-14} {inputs} inputs in {clock.Elapsed.TotalSeconds:0.0} s"));

            byte[] Any() => target.Seeds[random.Next(target.Seeds.Count)];
        }

        Console.WriteLine($"{found} findings");
        return found == 0;
    }

    private static async Task<string?> FaultAsync(IFuzzTarget target, byte[] input)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            await target.ReadAsync(input);
        }
        catch (Exception e)
        {
            return e.ToString();
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        return time > SlowestRead ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s") : null;
    }
}
