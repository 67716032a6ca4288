using System.Runtime.InteropServices;

namespace RoDLA.Api.Monitoring;

/// <summary>Load and memory of the first GPU, from NVIDIA's management library (NVML) where it is installed.</summary>
internal sealed class GpuMeter
{
    private const string Library = "libnvidia-ml.so.1";
    private const int Success = 0;

    private readonly nint _device;
    private readonly GetUtilization _getUtilization;
    private readonly GetMemory _getMemory;

    private GpuMeter(nint device, GetUtilization getUtilization, GetMemory getMemory) =>
        (_device, _getUtilization, _getMemory) = (device, getUtilization, getMemory);

    private delegate int Initialize();

    private delegate int GetDevice(uint index, out nint device);

    private delegate int GetUtilization(nint device, out Utilization utilization);

    private delegate int GetMemory(nint device, out Memory memory);

    /// <summary>Opens the first GPU; null when there is none, or no library.</summary>
    public static GpuMeter? TryOpen() =>
        NativeLibrary.TryLoad(Library, out nint library)
        && Find<Initialize>(library, "nvmlInit_v2") is { } initialize && initialize() == Success
        && Find<GetDevice>(library, "nvmlDeviceGetHandleByIndex_v2") is { } getDevice && getDevice(0, out nint device) == Success
        && Find<GetUtilization>(library, "nvmlDeviceGetUtilizationRates") is { } getUtilization
        && Find<GetMemory>(library, "nvmlDeviceGetMemoryInfo") is { } getMemory
            ? new GpuMeter(device, getUtilization, getMemory)
            : null;

    /// <summary>Reads them.</summary>
    public GpuReading Read()
    {
        double? percent = _getUtilization(_device, out Utilization utilization) == Success ? utilization.Gpu : null;
        return _getMemory(_device, out Memory memory) == Success
            ? new GpuReading(percent, memory.Used, memory.Total)
            : new GpuReading(percent, null, null);
    }

    private static T? Find<T>(nint library, string name)
        where T : Delegate =>
        NativeLibrary.TryGetExport(library, name, out nint address) ? Marshal.GetDelegateForFunctionPointer<T>(address) : null;

    // Fields as nvml.h orders them.
    private readonly record struct Utilization(uint Gpu, uint MemoryController);

    private readonly record struct Memory(ulong Total, ulong Free, ulong Used);
}
