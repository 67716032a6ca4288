using Xunit;

namespace RoDLA.Tests.Api.Fixtures;

/// <summary>Tests that measure the process as a whole: they run after all others, one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
