/* Batch normalization and SiLU in one pass, for training in bfloat16 on CPUs with wide vectors.
 *
 * Debian's PyTorch has AVX2 kernels only, and more than half of a training step went into these two.
 * A tensor is rows x channels (channels last). Inner loops run over a tile of whole rows as one flat
 * array, with the channels' factors repeated to the tile's length, so that they vectorize well even
 * for 16 channels.
 *
 *   gcc -O3 -march=native -ffast-math -fopenmp -shared -fPIC -o bn_silu.so bn_silu.c -lm
 */
#include <math.h>
#include <omp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define TILE 1024       /* floats a tile, at most */
#define FLUSH 32        /* tiles summed in single precision before they go into doubles */

static inline float widen(uint16_t v) {
    union { uint32_t u; float f; } c = { (uint32_t)v << 16 };
    return c.f;
}

static inline uint16_t narrow(float f) {        /* round to nearest even */
    union { float f; uint32_t u; } c = { f };
    return (uint16_t)((c.u + 0x7fff + ((c.u >> 16) & 1)) >> 16);
}

static long tile_length(int channels) { return channels >= TILE ? channels : TILE / channels * channels; }

static void repeat(float *out, const float *values, int channels, long length) {
    for (long i = 0; i < length; i++) out[i] = values[i % channels];
}

/* Two running sums a position, folded into channels at the end. */
typedef struct { float a[TILE], b[TILE]; double total_a[TILE], total_b[TILE]; int tiles; } sums_t;

static void flush(sums_t *s, long length) {
    for (long i = 0; i < length; i++) { s->total_a[i] += s->a[i]; s->total_b[i] += s->b[i]; }
    memset(s->a, 0, sizeof s->a);
    memset(s->b, 0, sizeof s->b);
    s->tiles = 0;
}

static void fold(sums_t *s, long length, int channels, double *out_a, double *out_b) {
    flush(s, length);
    #pragma omp critical
    for (long i = 0; i < length; i++) { out_a[i % channels] += s->total_a[i]; out_b[i % channels] += s->total_b[i]; }
}

/* sum and sum of squares of every channel; the outputs must hold zeros */
void bn_silu_stats(const uint16_t *x, long rows, int channels, double *sum, double *square, int threads) {
    const long length = tile_length(channels), total = rows * channels;
    #pragma omp parallel num_threads(threads)
    {
        sums_t *s = calloc(1, sizeof *s);
        #pragma omp for schedule(static)
        for (long start = 0; start < total; start += length) {
            const long n = total - start < length ? total - start : length;
            const uint16_t *p = x + start;
            for (long i = 0; i < n; i++) { float v = widen(p[i]); s->a[i] += v; s->b[i] += v * v; }
            if (++s->tiles == FLUSH) flush(s, length);
        }
        fold(s, length, channels, sum, square);
        free(s);
    }
}

/* y = silu(x * scale + shift) */
void bn_silu_forward(const uint16_t *x, uint16_t *y, long rows, int channels, const float *scale, const float *shift, int threads) {
    const long length = tile_length(channels), total = rows * channels;
    float a[TILE], b[TILE];
    repeat(a, scale, channels, length);
    repeat(b, shift, channels, length);
    #pragma omp parallel for schedule(static) num_threads(threads)
    for (long start = 0; start < total; start += length) {
        const long n = total - start < length ? total - start : length;
        const uint16_t *p = x + start;
        uint16_t *q = y + start;
        for (long i = 0; i < n; i++) { float z = widen(p[i]) * a[i] + b[i]; q[i] = narrow(z / (1.0f + expf(-z))); }
    }
}

/* dz = dy * silu'(z) into dx, and of every channel the sums of dz and of dz * x; the sums must hold zeros */
void bn_silu_backward_sums(const uint16_t *x, const uint16_t *dy, uint16_t *dx, long rows, int channels, const float *scale,
                           const float *shift, double *sum_dz, double *sum_dzx, int threads) {
    const long length = tile_length(channels), total = rows * channels;
    float a[TILE], b[TILE];
    repeat(a, scale, channels, length);
    repeat(b, shift, channels, length);
    #pragma omp parallel num_threads(threads)
    {
        sums_t *s = calloc(1, sizeof *s);
        #pragma omp for schedule(static)
        for (long start = 0; start < total; start += length) {
            const long n = total - start < length ? total - start : length;
            const uint16_t *p = x + start, *g = dy + start;
            uint16_t *q = dx + start;
            for (long i = 0; i < n; i++) {
                float v = widen(p[i]), z = v * a[i] + b[i], sigma = 1.0f / (1.0f + expf(-z));
                float dz = widen(g[i]) * sigma * (1.0f + z * (1.0f - sigma));
                s->a[i] += dz;
                s->b[i] += dz * v;
                q[i] = narrow(dz);
            }
            if (++s->tiles == FLUSH) flush(s, length);
        }
        fold(s, length, channels, sum_dz, sum_dzx);
        free(s);
    }
}

/* dx = dz * scale + x * slope + offset, in place of dz */
void bn_silu_backward_input(const uint16_t *x, uint16_t *dx, long rows, int channels, const float *scale, const float *slope,
                            const float *offset, int threads) {
    const long length = tile_length(channels), total = rows * channels;
    float a[TILE], b[TILE], c[TILE];
    repeat(a, scale, channels, length);
    repeat(b, slope, channels, length);
    repeat(c, offset, channels, length);
    #pragma omp parallel for schedule(static) num_threads(threads)
    for (long start = 0; start < total; start += length) {
        const long n = total - start < length ? total - start : length;
        const uint16_t *p = x + start;
        uint16_t *q = dx + start;
        for (long i = 0; i < n; i++) q[i] = narrow(widen(q[i]) * a[i] + widen(p[i]) * b[i] + c[i]);
    }
}
