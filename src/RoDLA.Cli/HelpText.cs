using System.Globalization;
using System.Text;
using RoDLA.Cli.Configuration;

namespace RoDLA.Cli;

/// <summary>How the program is used.</summary>
internal static class HelpText
{
    private const string Usage =
        """
        RoDLA API: layout of document pages.

        Usage:
          RoDLA.Api [serve]                 start the server (the default)
          RoDLA.Api detect FILE...          detect the layout of files and print the answers as JSON
          RoDLA.Api batch PATH...           detect the layout of folders, ZIP archives and files as one job
          RoDLA.Api perturb FILE...         damage pages as the world does: blur, noise, stains, light, angle, curl
          RoDLA.Api perturb-dataset         make perturbed copies of a data set in the layout of the benchmark
          RoDLA.Api models                  list the models and check them
          RoDLA.Api openapi                 print the OpenAPI document
          RoDLA.Api --help | --version

        detect:
          -o, --out DIR                     write FILE.json into DIR and print nothing
          --annotate                        with --out: write the page with the detections drawn on it too
          --charts                          draw the charts: in the answer, or with --out as PNG files
          --threshold T                     keep detections with a confidence above T, 0 to 1
          --page N|all                      page of a PDF or TIFF from 1, or every page
          One file prints one JSON document; several print one JSON document a line (JSON Lines).

        batch:
          PATH                              a folder with all folders in it, a ZIP archive, or a file
          --server URL                      have a running service do it, such as http://localhost:8000; else it is done here
          -o, --out DIR                     results go below DIR (the output folder), exports into it (with --server: into .)
          --export csv|jsonl|zip,...        write the results in these formats too; with --server and --out: zip, if none is told
          --pattern GLOB                    files to take out of folders, such as '*.png'; other files that are no images are passed over
          --threshold T                     keep detections with a confidence above T, 0 to 1
          --page N|all                      page of a PDF or TIFF from 1, or every page
          --perturb TYPE:DEGREE,...         what to do to every image before the detection, in order
          --seed N                          the same seed perturbs the same way
          --visualization-mode MODE         charts to draw: none, per_image, summary, both
          --priority high|normal|low        which jobs of the service go before this one
          Ctrl-C cancels the job; images that are done by then keep their results.

        perturb:
          --apply TYPE:DEGREE,...           what to do, in order: such as defocus:2,rotation:1; needed
          -o, --out DIR                     write FILE_pert_TYPEDEGREE.png and .json into DIR; needed
          --seed N                          the same seed gives the same bytes
          --mode standard|reference         reference: as the benchmark's published code, its quirks included
          --format png|jpeg|webp            kind of picture
          --quality                         measure PSNR, MS-SSIM and CW-SSIM
          --page N|all                      page of a PDF or TIFF from 1, or every page

        perturb-dataset:
          --images DIR --coco FILE          the pages, and their boxes and polygons as COCO JSON; needed
          --apply TYPE:DEGREE,... | --all   what to do, a data set each; --all is all 36; needed
          -o, --out DIR                     write Method/Method_degree/ into DIR; needed; a run that was ended goes on there
          --seed N, --mode M                as above; every page has a seed of its own, made from N (0) and its name
          --no-quality                      do not measure the pages

        Exit codes: 0 all well, 1 something failed, 2 the command line or the configuration has mistakes.

        Settings, as a switch or as an environment variable (the switch wins), with their defaults:

        """;

    /// <summary>Usage, and every setting with its default.</summary>
    public static string Text { get; } = Make();

    private static string Make()
    {
        StringBuilder text = new(Usage.ReplaceLineEndings("\n"));
        foreach (Setting setting in EnvironmentVariables.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {setting.Switch,-28} {setting.Variable,-32} {Default(setting)}\n");
        }

        text.Append("\nPaths start from the content root: RODLA_CONTENT_ROOT, or the nearest folder above the program that holds 'models'.\n");
        return text.ToString();
    }

    private static string Default(Setting setting)
    {
        string[] key = setting.Key.Split(':');
        Type type = OptionsSections.All[key[0]];
        object? value = type.GetProperty(key[1])!.GetValue(Activator.CreateInstance(type));
        return value is TimeSpan time
            ? time.TotalSeconds.ToString(CultureInfo.InvariantCulture) + " s"
            : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
    }
}
