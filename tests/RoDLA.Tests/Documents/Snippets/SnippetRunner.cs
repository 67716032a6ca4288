using System.Diagnostics;
using System.Text.RegularExpressions;
using RoDLA.Tests.Api.Fixtures;

namespace RoDLA.Tests.Documents.Snippets;

/// <summary>Runs the blocks of one document one after the other, in a folder of its own.</summary>
internal sealed partial class SnippetRunner(SnippetWorkshop workshop) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly string Prelude =
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "RoDLA.Tests", "Documents", "Snippets", "prelude.sh"));

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _state = new();

    /// <summary>Runs a block.</summary>
    /// <returns>What went wrong; null when nothing did.</returns>
    public async Task<string?> RunAsync(Snippet snippet)
    {
        workshop.Furnish(_folder.Path);
        return snippet.Language switch
        {
            "bash" => await RunAsync("bash", ["-c", Prelude + WithStatuses(snippet.Code)]),
            "python" => await RunAsync("/usr/bin/python3", ["-c", Placed(snippet.Code)]),
            "javascript" => await RunAsync("node", ["--input-type=module", "-e", Placed(snippet.Code)]),
            "csharp" => await RunAsync("dotnet", ["run", Write("snippet.cs", "#:property PublishAot=false\n" + Placed(snippet.Code))]),
            _ => $"Nothing here runs '{snippet.Language}': mark the block with <!-- not run: reason -->.",
        };
    }

    public void Dispose()
    {
        _folder.Dispose();
        _state.Dispose();
    }

    // A comment names the statuses that a command may answer: "# 415, ...".
    private static string WithStatuses(string code) => Command().Replace(code, command =>
    {
        string comment = Comment().Match(command.Value).Value;
        return $"STATUSES='{string.Join(' ', Status().Matches(comment).Select(status => status.Value))}'\n{command.Value}";
    });

    private string Placed(string code)
    {
        foreach (string name in (string[])["OTHER_JOB_ID", "JOB_ID", "UPLOAD_ID", "FILE_ID"])
        {
            string file = Path.Combine(_state.Path, name);
            code = File.Exists(file) ? code.Replace(name, File.ReadAllText(file), StringComparison.Ordinal) : code;
        }

        return code.Replace("localhost:8000", workshop.Service.Authority, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_state.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<string?> RunAsync(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo info = new(program, arguments)
        {
            WorkingDirectory = _folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach ((string name, string value) in workshop.Variables)
        {
            info.Environment[name] = value;
        }

        info.Environment["STATE"] = _state.Path;
        info.Environment["RODLA_CONTENT_ROOT"] = _folder.Path;
        using Process process = Process.Start(info)!;
        process.StandardInput.Close();
        using CancellationTokenSource deadline = new(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            string errors = await process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode == 0 ? null : $"exit code {process.ExitCode}: {Tail(errors)} {Tail(await output)}";
        }
        catch (OperationCanceledException)
        {
            return $"It did not end within {Patience}.";
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Tail(string text) => text.Length > 1500 ? "..." + text[^1500..] : text;

    // A command with its continued lines.
    [GeneratedRegex(@"^\S(?:.*\\\n)*.*$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"\s# .*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b[45]\d\d\b")]
    private static partial Regex Status();
}
