global using System.Buffers;
global using Microsoft.ML.OnnxRuntime;
global using RoDLA.Imaging;
global using RoDLA.Imaging.Scheduling;
