namespace RoDLA.Imaging.Pdf;

/// <summary>Result of a run of a PDF tool.</summary>
/// <param name="ExitCode">0 on success.</param>
/// <param name="Output">Standard output, parsed.</param>
/// <param name="ErrorText">The first lines of standard error.</param>
internal readonly record struct ToolResult<T>(int ExitCode, T Output, string ErrorText);
