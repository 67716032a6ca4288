namespace RoDLA.Imaging.Vips;

/// <summary>
/// One libvips operation: named, given its arguments as GObject properties, run once. Enumerations are passed as their numbers; arrays
/// of one number as that number.
/// </summary>
internal sealed class VipsOperation : IDisposable
{
    private nint _operation;

    public VipsOperation(string nickname)
    {
        VipsLibrary.EnsureStarted();
        _operation = NativeMethods.OperationNew(nickname);
        if (_operation == 0)
        {
            throw new VipsException(VipsLibrary.TakeErrorText());
        }
    }

    public VipsOperation Set(string name, int content)
    {
        GValue value = GValue.Of(GValue.Int);
        NativeMethods.ValueSetInt(ref value, content);
        return Assign(name, ref value);
    }

    public VipsOperation Set(string name, double content)
    {
        GValue value = GValue.Of(GValue.Double);
        NativeMethods.ValueSetDouble(ref value, content);
        return Assign(name, ref value);
    }

    public VipsOperation Set(string name, bool content)
    {
        GValue value = GValue.Of(GValue.Boolean);
        NativeMethods.ValueSetBoolean(ref value, content);
        return Assign(name, ref value);
    }

    public VipsOperation Set(string name, string content)
    {
        GValue value = GValue.Of(GValue.String);
        NativeMethods.ValueSetString(ref value, content);
        return Assign(name, ref value);
    }

    public VipsOperation Set(string name, VipsImage content)
    {
        GValue value = GValue.Of(NativeMethods.ImageType());
        NativeMethods.ValueSetObject(ref value, content);
        return Assign(name, ref value);
    }

    /// <summary>Bytes that stay where they are; <paramref name="data"/> must outlive every image made of them.</summary>
    public unsafe VipsOperation Set(string name, byte* data, int length)
    {
        nint blob = NativeMethods.BlobNew(0, data, (nuint)length);
        GValue value = GValue.Of(NativeMethods.BlobType());
        NativeMethods.ValueSetBoxed(ref value, blob);
        NativeMethods.AreaUnref(blob);
        return Assign(name, ref value);
    }

    /// <summary>Runs an operation whose result is an image.</summary>
    /// <exception cref="VipsException">The operation failed.</exception>
    public VipsImage ToImage()
    {
        Build();
        GValue value = GValue.Of(NativeMethods.ImageType());
        try
        {
            NativeMethods.ObjectGetProperty(_operation, "out", ref value);
            return VipsImage.Own(NativeMethods.ValueDupObject(in value));
        }
        finally
        {
            value.Unset();
        }
    }

    /// <summary>Runs an operation whose result is bytes, and copies them into <paramref name="target"/>.</summary>
    /// <exception cref="VipsException">The operation failed.</exception>
    public unsafe void ToStream(Stream target)
    {
        Build();
        GValue value = GValue.Of(NativeMethods.BlobType());
        try
        {
            NativeMethods.ObjectGetProperty(_operation, "buffer", ref value);
            byte* data = NativeMethods.BlobGet(NativeMethods.ValueGetBoxed(in value), out nuint length);
            target.Write(new ReadOnlySpan<byte>(data, checked((int)length)));
        }
        finally
        {
            value.Unset();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_operation != 0)
        {
            NativeMethods.UnrefOutputs(_operation);
            NativeMethods.ObjectUnref(_operation);
            _operation = 0;
        }
    }

    private VipsOperation Assign(string name, ref GValue value)
    {
        NativeMethods.ObjectSetProperty(_operation, name, in value);
        value.Unset();
        return this;
    }

    private void Build()
    {
        if (NativeMethods.OperationBuild(ref _operation) != 0)
        {
            throw new VipsException(VipsLibrary.TakeErrorText());
        }
    }
}
