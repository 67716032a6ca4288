using System.Diagnostics;
using CsvHelper;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Analysis.Exports;
using RoDLA.Jobs.Exports;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Exports;

/// <summary>Exports a job like the server and reads the export.</summary>
internal static class Exported
{
    public static async Task<byte[]> AsAsync(StoredJob job, string format, ExportRows rows = ExportRows.Detections)
    {
        await using ServiceProvider services = job.Services();
        ExportSource source = services.GetRequiredService<JobExports>().Of(job.Snapshot);
        await using AsyncOnlyStream stream = new();
        await services.GetRequiredService<ExporterCatalog>().Find(format)!
            .WriteAsync(source, new ExportOptions { Rows = rows }, stream, CancellationToken.None);
        return stream.Bytes;
    }

    public static List<Dictionary<string, string>> Rows(byte[] csv)
    {
        using CsvReader reader = CsvReader.Create(csv, new CsvReaderOptions());
        reader.ReadHeader();
        string[] columns = [.. reader.Headers];
        List<Dictionary<string, string>> rows = [];
        while (reader.Read())
        {
            Assert.Equal(columns.Length, reader.FieldCount);
            rows.Add(columns.Select((column, i) => (column, i)).ToDictionary(c => c.column, c => reader.GetString(c.i)));
        }

        return rows;
    }

    /// <summary>Output of a Python program with the export on standard input.</summary>
    public static async Task<string> PythonAsync(string program, byte[] input)
    {
        ProcessStartInfo start = new("python3", ["-X", "utf8", "-c", program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal("", await error);
        return (await output).ReplaceLineEndings("\n");
    }
}
