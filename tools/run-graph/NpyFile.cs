using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace RoDLA.RunGraph;

/// <summary>NumPy's file format, versions 1 to 3, for little-endian float32 and int64 arrays in C order.</summary>
internal static partial class NpyFile
{
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array as a tensor that owns its memory.</summary>
    /// <exception cref="InvalidDataException">The file is no such array.</exception>
    public static OrtValue Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        if (file.Length < 12 || !file.AsSpan().StartsWith(Magic))
        {
            throw new InvalidDataException($"'{path}' is not a .npy file.");
        }

        int start = file[6] == 1 ? 10 : 12;
        long headerLength = file[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8))
            : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8));
        if (start + headerLength > file.Length)
        {
            throw new InvalidDataException($"'{path}' ends within its header.");
        }

        string header = Encoding.UTF8.GetString(file, start, (int)headerLength);
        Match kind = Kind().Match(header);
        Match shape = Shape().Match(header);
        if (!kind.Success || !shape.Success || !header.Contains("'fortran_order': False", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"'{path}' is not a float32 or int64 array in C order: {header.Trim()}");
        }

        long[] dimensions = [.. shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(n => long.Parse(n, CultureInfo.InvariantCulture))];
        ReadOnlySpan<byte> data = file.AsSpan(start + (int)headerLength);
        OrtValue tensor = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, kind.Groups[1].Value == "f4" ? TensorElementType.Float : TensorElementType.Int64, dimensions);
        Span<byte> target = tensor.GetTensorMutableRawData();
        if (data.Length != target.Length)
        {
            tensor.Dispose();
            throw new InvalidDataException($"'{path}' holds {data.Length} bytes, its shape asks for {target.Length}.");
        }

        data.CopyTo(target);
        return tensor;
    }

    /// <summary>Writes a float32 or int64 tensor.</summary>
    /// <exception cref="InvalidDataException">The tensor is of another type.</exception>
    public static void Write(string path, OrtValue tensor)
    {
        OrtTensorTypeAndShapeInfo info = tensor.GetTensorTypeAndShape();
        (string kind, byte[] data) = info.ElementDataType switch
        {
            TensorElementType.Float => ("<f4", MemoryMarshal.AsBytes(tensor.GetTensorDataAsSpan<float>()).ToArray()),
            TensorElementType.Int64 => ("<i8", MemoryMarshal.AsBytes(tensor.GetTensorDataAsSpan<long>()).ToArray()),
            _ => throw new InvalidDataException($"'{path}' would hold {info.ElementDataType}; float32 and int64 are written."),
        };
        string shape = string.Concat(info.Shape.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n}, ")));
        string header = $"{{'descr': '{kind}', 'fortran_order': False, 'shape': ({shape}), }}";
        const int Start = 10;
        int length = ((Start + header.Length + 1 + Alignment - 1) / Alignment * Alignment) - Start;
        using FileStream file = File.Create(path);
        file.Write(Magic);
        file.Write([1, 0, (byte)length, (byte)(length >> 8)]);
        file.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"));
        file.Write(data);
    }

    [GeneratedRegex("'descr': '<(f4|i8)'")]
    private static partial Regex Kind();

    [GeneratedRegex(@"'shape': \(([\d, ]*)\)")]
    private static partial Regex Shape();
}
