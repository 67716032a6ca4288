using System.Globalization;
using RoDLA.Tests.Api.Fixtures;
using Xunit;
using Xunit.Abstractions;

namespace RoDLA.Tests.EndToEnd;

/// <summary>
/// The real program with the real model, killed in the midst of jobs. A few rounds here; <c>tests/kill-test.sh 200</c> runs as many as it is
/// told to.
/// </summary>
[Collection(Alone.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("KILL_ROUNDS"), CultureInfo.InvariantCulture, out int rounds) ? rounds : 5;

    private static int Seed =>
        int.TryParse(Environment.GetEnvironmentVariable("KILL_SEED"), CultureInfo.InvariantCulture, out int seed) ? seed : 20260301;

    [Fact]
    public async Task Kill_AtRandomMoments_LosesNoImageAndDoesNoneTwice()
    {
        await using KillRounds rounds = new(new Random(Seed));
        await rounds.MeasureAsync();
        for (int round = 1; round <= Rounds; round++)
        {
            await rounds.RunAsync();
            output.WriteLine(rounds.Figures);
        }

        rounds.CheckRecords();
    }
}
