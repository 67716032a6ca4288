using RoDLA.Analysis.Pipeline;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Status;

/// <summary>Reads which states of jobs or images a request asks for.</summary>
internal static class StateFilter
{
    /// <summary>The states, told by their words separated by commas, in any case; null for all.</summary>
    /// <exception cref="ApiException">A word is no state.</exception>
    public static IReadOnlySet<T>? Read<T>(string? words)
        where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return null;
        }

        Dictionary<string, T> known = Enum.GetValues<T>().ToDictionary(ReportJson.Word, StringComparer.OrdinalIgnoreCase);
        HashSet<T> states = [];
        foreach (string word in words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!known.TryGetValue(word, out T state))
            {
                string message = $"It must be one of {string.Join(", ", known.Keys)}; several are separated by commas.";
                throw ApiException.Invalid(new FieldError("status", message));
            }

            states.Add(state);
        }

        return states;
    }
}
