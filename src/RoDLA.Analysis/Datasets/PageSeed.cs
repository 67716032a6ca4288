using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RoDLA.Analysis.Datasets;

/// <summary>Seeds of the pages of a run, so that neither the order of the work nor an interruption changes a page.</summary>
internal static class PageSeed
{
    /// <summary>32 bits of a hash of the run's seed, the perturbation, its degree and the page's name.</summary>
    public static long Of(long seed, PerturbationStep step, string fileName)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"{seed}/{step.Type}/{step.Degree}/{fileName}");
        return BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }
}
