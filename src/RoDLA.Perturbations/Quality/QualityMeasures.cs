namespace RoDLA.Perturbations.Quality;

/// <summary>Similarity of a perturbed page to its original.</summary>
/// <param name="Psnr">Peak signal-to-noise ratio in dB over all channels; infinite for identical pages.</param>
/// <param name="PsnrWrapping">
/// The benchmark's own figure, whose differences and squares wrap round at 256: at least 24.07 dB, infinite when the wrapped squares of one
/// channel are all zero.
/// </param>
/// <param name="MsSsim">Multi-scale structural similarity, 0 to 1; null for pages too small for five levels.</param>
/// <param name="CwSsim">Complex-wavelet structural similarity, 0 to 1; null for pages with a side under 64.</param>
public sealed record QualityMeasures(double Psnr, double PsnrWrapping, double? MsSsim, double? CwSsim);
