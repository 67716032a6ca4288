using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Status;

/// <summary>Reads the requested states of jobs or images.</summary>
internal static class StateFilter
{
    /// <summary>The states, from names separated by commas, in any case; null for all.</summary>
    /// <exception cref="ApiException">A name is unknown.</exception>
    public static IReadOnlySet<T>? Read<T>(string? names)
        where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(names))
        {
            return null;
        }

        Dictionary<string, T> known = Enum.GetValues<T>().ToDictionary(ReportJson.Word, StringComparer.OrdinalIgnoreCase);
        HashSet<T> states = [];
        foreach (string name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!known.TryGetValue(name, out T state))
            {
                string message = $"It must be one of {string.Join(", ", known.Keys)}; several are separated by commas.";
                throw ApiException.Invalid(new FieldError("status", message));
            }

            states.Add(state);
        }

        return states;
    }
}
