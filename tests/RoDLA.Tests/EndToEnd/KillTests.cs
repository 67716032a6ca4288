using RoDLA.Tests.Api.Fixtures;
using Xunit;
using Xunit.Abstractions;

namespace RoDLA.Tests.EndToEnd;

/// <summary>
/// The real program with the real model, killed in the midst of jobs. A few rounds here; <c>tests/kill-test.sh</c> runs more, with more
/// images and more kills.
/// </summary>
[Collection(Alone.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Kill_AtRandomMoments_LosesNoImageAndDoesNoneTwice()
    {
        await using KillRounds rounds = new(new Random(KillRounds.Setting("KILL_SEED", 20260301)));
        await rounds.MeasureAsync();
        for (int round = 1; round <= KillRounds.Setting("KILL_ROUNDS", 5); round++)
        {
            await rounds.RunAsync();
            output.WriteLine(rounds.Figures);
        }

        rounds.CheckRecords();
    }
}
