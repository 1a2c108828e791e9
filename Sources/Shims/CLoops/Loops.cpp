// Inner loops that a wide processor does several times as fast, compiled once for each width; which one runs is found out when
// the program starts. No product and sum are fused and no sum is reordered, so every processor gives the same bits.
#include "CLoops.h"

#include <cstring>

#pragma clang fp contract(off)

#if defined(__x86_64__) && defined(__linux__)
#define EVERY_WIDTH __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define EVERY_WIDTH
#endif

namespace {
typedef double Two __attribute__((vector_size(16)));
typedef double Eight __attribute__((vector_size(64)));
}

extern "C" {

EVERY_WIDTH void loop_wilson(
    const double *__restrict events, const double *__restrict trials, size_t count, double z, double *__restrict low,
    double *__restrict high) {
    const double square = z * z;
    for (size_t i = 0; i < count; i++) {
        const double x = events[i], n = trials[i], rest = n - x;
        // One division does for both fractions.
        const double wide = n + square, once = 1 / (n * wide), share = once * n;
        const double middle = x + 0.5 * square;
        const double reach = z * __builtin_elementwise_sqrt(x * rest * (once * wide) + 0.25 * square);
        const double below = (middle - reach) * share, above = (middle + reach) * share;
        low[i] = ((x == 0) | (below < 0)) ? 0 : below;
        high[i] = ((rest == 0) | (above > 1)) ? 1 : above;
    }
}

EVERY_WIDTH void loop_byar(
    const double *__restrict counts, size_t count, double z, double *__restrict low, double *__restrict high) {
    const double third = z / 3, ninth = 1.0 / 9;
    for (size_t i = 0; i < count; i++) {
        const double x = counts[i], more = x + 1, some = x > 0 ? x : 1;
        // One division does for both roots.
        const double root_more = __builtin_elementwise_sqrt(more), root = __builtin_elementwise_sqrt(some);
        const double once = 1 / (root_more * root), t = once * root, u = once * root_more;
        const double b = 1 - t * t * ninth + t * third, a = 1 - u * u * ninth - u * third;
        low[i] = ((x > 0) & (a > 0)) ? x * (a * a * a) : 0;
        high[i] = more * (b * b * b);
    }
}

EVERY_WIDTH void loop_philox(uint64_t seed, uint64_t stream, uint64_t first, size_t blocks, uint32_t *__restrict words) {
    for (size_t i = 0; i < blocks; i++) {
        const uint64_t block = first + i;
        uint32_t a = (uint32_t)block, b = (uint32_t)(block >> 32), c = (uint32_t)stream, d = (uint32_t)(stream >> 32);
        uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
#pragma clang loop unroll(full)
        for (int round = 0; round < 10; round++) {
            const uint64_t one = (uint64_t)a * 0xD2511F53u, two = (uint64_t)c * 0xCD9E8D57u;
            a = (uint32_t)(two >> 32) ^ b ^ k0;
            b = (uint32_t)two;
            c = (uint32_t)(one >> 32) ^ d ^ k1;
            d = (uint32_t)one;
            k0 += 0x9E3779B9u;
            k1 += 0xBB67AE85u;
        }
        words[4 * i] = a;
        words[4 * i + 1] = b;
        words[4 * i + 2] = c;
        words[4 * i + 3] = d;
    }
}

EVERY_WIDTH void loop_share_out(
    const double *x, const double *y, const double *weights, size_t count, double west, double south, double scale,
    size_t columns, size_t rows, double *cells) {
    enum { batch = 128 };
    int32_t place[batch];
    double east[batch], north[batch], weight[batch];
    const double last_column = (double)columns - 1, last_row = (double)rows - 1;
    const double step = (double)columns;
    for (size_t begin = 0; begin < count; begin += batch) {
        const size_t here = count - begin < batch ? count - begin : batch;
        for (size_t i = 0; i < here; i++) {
            const double u = (x[begin + i] - west) * scale - 0.5, v = (y[begin + i] - south) * scale - 0.5;
            const bool inside = (u >= -0.5) & (v >= -0.5) & (u <= last_column + 0.5) & (v <= last_row + 0.5);
            // Half a cell from the edge the outermost cell takes all.
            const double across = u < 0 || !inside ? 0 : u > last_column ? last_column : u;
            const double up = v < 0 || !inside ? 0 : v > last_row ? last_row : v;
            const double column = (double)(int32_t)(across < last_column ? across : last_column - 1);
            const double row = (double)(int32_t)(up < last_row ? up : last_row - 1);
            east[i] = across - column;
            north[i] = up - row;
            place[i] = (int32_t)(row * step + column);
            weight[i] = inside ? 1 : 0;
        }
        if (weights) {
            for (size_t i = 0; i < here; i++) weight[i] *= weights[begin + i];
        }
        // Cells lie far apart in memory: all are asked for before the first is needed.
        for (size_t i = 0; i < here; i++) {
            __builtin_prefetch(cells + place[i], 1);
            __builtin_prefetch(cells + place[i] + columns, 1);
        }
        for (size_t i = 0; i < here; i++) {
            double *low = cells + place[i], *high = low + columns;
            const double right = weight[i] * east[i], left = weight[i] - right;
            const double above_left = left * north[i], above_right = right * north[i];
            Two one, two;
            memcpy(&one, low, 16);
            memcpy(&two, high, 16);
            one += (Two){left - above_left, right - above_right};
            two += (Two){above_left, above_right};
            memcpy(low, &one, 16);
            memcpy(high, &two, 16);
        }
    }
}

EVERY_WIDTH double loop_dot(const double *a, const double *b, size_t count) {
    Eight one = {0}, other = {0}, left, right;
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        memcpy(&left, a + i, 64);
        memcpy(&right, b + i, 64);
        one += left * right;
        memcpy(&left, a + i + 8, 64);
        memcpy(&right, b + i + 8, 64);
        other += left * right;
    }
    one += other;
    double sum = ((one[0] + one[4]) + (one[2] + one[6])) + ((one[1] + one[5]) + (one[3] + one[7]));
    for (; i < count; i++) sum += a[i] * b[i];
    return sum;
}

EVERY_WIDTH void loop_take_off(const double *__restrict from, double times, size_t count, double *__restrict to) {
    for (size_t i = 0; i < count; i++) to[i] -= times * from[i];
}

EVERY_WIDTH void loop_weighted_rows(
    const double *from, size_t stride, const double *weights, size_t taps, size_t count, double *to) {
    size_t i = 0;
    for (; i + 32 <= count; i += 32) {
        Eight s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0}, r0, r1, r2, r3;
        for (size_t k = 0; k < taps; k++) {
            const double *row = from + k * stride + i;
            memcpy(&r0, row, 64);
            memcpy(&r1, row + 8, 64);
            memcpy(&r2, row + 16, 64);
            memcpy(&r3, row + 24, 64);
            s0 += r0 * weights[k];
            s1 += r1 * weights[k];
            s2 += r2 * weights[k];
            s3 += r3 * weights[k];
        }
        memcpy(to + i, &s0, 64);
        memcpy(to + i + 8, &s1, 64);
        memcpy(to + i + 16, &s2, 64);
        memcpy(to + i + 24, &s3, 64);
    }
    for (; i < count; i++) {
        double sum = 0;
        for (size_t k = 0; k < taps; k++) sum += from[k * stride + i] * weights[k];
        to[i] = sum;
    }
}
}
