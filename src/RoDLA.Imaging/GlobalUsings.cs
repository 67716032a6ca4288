global using System.Buffers;
global using System.Buffers.Binary;
global using System.Runtime.InteropServices;
global using System.Text;
global using Microsoft.Win32.SafeHandles;
