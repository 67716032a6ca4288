using OpenCvSharp;
using RoDLA.Imaging;

namespace RoDLA.Tests.Perturbations.OpenCv;

/// <summary>Pages as OpenCV's matrices and back. The order of the channels stays: no operation here looks at it.</summary>
internal static unsafe class Mats
{
    public static Mat ToMat(this PageImage page)
    {
        fixed (byte* pixels = page.Pixels)
        {
            using Mat view = Mat.FromPixelData(page.Height, page.Width, MatType.CV_8UC3, (nint)pixels);
            return view.Clone();
        }
    }

    public static PageImage ToPage(this Mat mat)
    {
        PageImage page = PageImage.Rent(mat.Width, mat.Height);
        byte* pixels = mat.DataPointer;
        nint stride = (nint)mat.Step();
        for (int y = 0; y < page.Height; y++)
        {
            new ReadOnlySpan<byte>(pixels + (y * stride), page.Stride).CopyTo(page.Row(y));
        }

        return page;
    }

    /// <summary>A matrix of one channel.</summary>
    public static Mat ToMat<T>(this T[] values, int rows, int columns, MatType type)
        where T : unmanaged
    {
        fixed (T* first = values)
        {
            using Mat view = Mat.FromPixelData(rows, columns, type, (nint)first);
            return view.Clone();
        }
    }

    /// <summary>Noise that OpenCV has blurred and stretched to all levels: edges as soft as those of a scanned page.</summary>
    public static PageImage SmoothPage(int width, int height, int seed)
    {
        using PageImage noise = Pages.Noise(width, height, seed);
        using Mat mat = noise.ToMat();
        Cv2.GaussianBlur(mat, mat, new Size(0, 0), 2);
        Cv2.Normalize(mat, mat, 0, byte.MaxValue, NormTypes.MinMax);
        return mat.ToPage();
    }
}
