namespace RoDLA.Imaging.Pdf;

/// <summary>How a run of a PDF tool ended.</summary>
/// <param name="ExitCode">0 when all went well.</param>
/// <param name="Output">What was made of standard output.</param>
/// <param name="ErrorText">The first lines of standard error.</param>
internal readonly record struct ToolResult<T>(int ExitCode, T Output, string ErrorText);
