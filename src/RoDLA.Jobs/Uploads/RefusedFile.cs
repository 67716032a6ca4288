namespace RoDLA.Jobs.Uploads;

/// <summary>A file that is not stored.</summary>
/// <param name="Name">The client's name for it.</param>
/// <param name="Fault">Why, for programs.</param>
/// <param name="Message">Why, for users.</param>
public sealed record RefusedFile(string Name, UploadFault Fault, string Message);
