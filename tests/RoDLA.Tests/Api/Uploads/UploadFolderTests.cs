using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoDLA.Cli.Configuration;
using RoDLA.Api.Uploads;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Api.Uploads;

public sealed class UploadFolderTests
{
    [Fact]
    public async Task Start_FolderOfADeadProcess_IsSwept()
    {
        using TemporaryFolder parent = new();
        string dead = Left(parent, DateTime.UtcNow.AddHours(-1));

        using UploadFolder folder = await StartAsync(parent);

        Assert.False(Directory.Exists(dead));
        Assert.True(Directory.Exists(folder.Path));
    }

    [Fact]
    public async Task Start_FolderOfALivingProcess_IsSpared()
    {
        using TemporaryFolder parent = new();
        using UploadFolder living = await StartAsync(parent);
        Directory.SetLastWriteTimeUtc(living.Path, DateTime.UtcNow.AddHours(-1));

        using UploadFolder other = await StartAsync(parent);

        Assert.True(Directory.Exists(living.Path));
    }

    [Fact]
    public async Task Start_WhatIsNotOurs_IsSpared()
    {
        using TemporaryFolder parent = new();
        string foreign = Directory.CreateDirectory(Path.Combine(parent.Path, "letters")).FullName;
        Directory.SetLastWriteTimeUtc(foreign, DateTime.UtcNow.AddHours(-1));

        using UploadFolder folder = await StartAsync(parent);

        Assert.True(Directory.Exists(foreign));
    }

    [Fact]
    public async Task Dispose_FolderWithAFile_RemovesBoth()
    {
        using TemporaryFolder parent = new();
        UploadFolder folder = await StartAsync(parent);
        await folder.CreateFile().DisposeAsync();

        folder.Dispose();

        Assert.Empty(Directory.EnumerateFileSystemEntries(parent.Path));
    }

    [Fact]
    public async Task CreateFile_OnUnix_IsReadableByTheOwnerAlone()
    {
        using TemporaryFolder parent = new();
        using UploadFolder folder = await StartAsync(parent);

        await using FileStream file = folder.CreateFile();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Name));
        }
    }

    private static string Left(TemporaryFolder parent, DateTime time)
    {
        string path = Directory.CreateDirectory(Path.Combine(parent.Path, Guid.NewGuid().ToString("n"))).FullName;
        File.WriteAllBytes(Path.Combine(path, ".lock"), []);
        File.WriteAllBytes(Path.Combine(path, "upload"), [1]);
        Directory.SetLastWriteTimeUtc(path, time);
        return path;
    }

    private static async Task<UploadFolder> StartAsync(TemporaryFolder parent)
    {
        UploadFolder folder = new(Options.Create(new UploadOptions { TempFolder = parent.Path }), NullLogger<UploadFolder>.Instance);
        await folder.StartAsync(CancellationToken.None);
        return folder;
    }
}
