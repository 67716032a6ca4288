namespace RoDLA.Detection.Runtime;

/// <summary>A session of ONNX Runtime and where it runs.</summary>
/// <param name="Session">Shared by all requests; <c>Run</c> is thread-safe.</param>
/// <param name="ExecutionProvider">ONNX Runtime's name of the provider.</param>
/// <param name="Note">Why it is not the requested provider, or null.</param>
internal sealed record ModelSession(InferenceSession Session, string ExecutionProvider, string? Note)
{
    /// <summary>The provider of a GPU.</summary>
    public const string Cuda = "CUDAExecutionProvider";

    /// <summary>Opens a session on the requested execution provider, or on the CPU with a note that says why.</summary>
    /// <param name="graphPath">The ONNX graph.</param>
    /// <param name="options">The requested execution provider.</param>
    /// <param name="threads">Threads of one run.</param>
    /// <param name="fixedSizes">Whether inputs have a few fixed sizes.</param>
    /// <param name="profile">Prefix of the file that gets the time of each operator; null for no profile.</param>
    public static ModelSession Open(
        string graphPath, DetectionOptions options, ThreadPlan threads, bool fixedSizes, string? profile = null)
    {
        string? note = null;
        if (options.ExecutionProvider == "cuda")
        {
            try
            {
                using SessionOptions cuda = Configure(threads, fixedSizes, profile);
                cuda.AppendExecutionProvider_CUDA(options.CudaDevice);
                return new ModelSession(new InferenceSession(graphPath, cuda), Cuda, null);
            }
            catch (Exception e) when (
                e is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException or InvalidOperationException)
            {
                note = $"CUDA was requested but is not usable, so the model runs on the CPU: {e.Message}";
            }
        }

        using SessionOptions cpu = Configure(threads, fixedSizes, profile);
        return new ModelSession(new InferenceSession(graphPath, cpu), "CPUExecutionProvider", note);
    }

    private static SessionOptions Configure(ThreadPlan threads, bool fixedSizes, string? profile)
    {
        SessionOptions session = new()
        {
            IntraOpNumThreads = threads.IntraOp,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,

            // One memory plan is cached per input size, so it pays only for a few sizes.
            EnableMemoryPattern = fixedSizes,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Spinning threads would use the cores that decoding, charts and other requests need.
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        session.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        if (profile is not null)
        {
            session.ProfileOutputPathPrefix = profile;
            session.EnableProfiling = true;
        }

        return session;
    }
}
