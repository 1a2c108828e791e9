// Sixteen draws side by side: scores of every area, and their order by size, one draw in each lane of a vector. No product and
// sum are fused and no sum is reordered, so every processor gives the same bits.
#include "CLoops.h"

#include <cstring>

#pragma clang fp contract(off)

#if defined(__x86_64__) && defined(__linux__)
#define EVERY_WIDTH __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define EVERY_WIDTH
#endif

namespace {
typedef double Eight __attribute__((vector_size(64)));
typedef int64_t Sign __attribute__((vector_size(64)));
typedef int32_t Half __attribute__((vector_size(32)));
typedef uint32_t Keys __attribute__((vector_size(64)));

enum { lanes = 16 };
}

extern "C" {

EVERY_WIDTH void loop_lane_scores(
    const double *values, size_t parts, size_t count, const double *weights, double *scores) {
    for (size_t i = 0; i < count; i++) {
        Eight a = {0}, b = {0}, u, v;
        for (size_t k = 0; k < parts; k++) {
            memcpy(&u, weights + lanes * k, 64);
            memcpy(&v, weights + lanes * k + 8, 64);
            a += u * values[k * count + i];
            b += v * values[k * count + i];
        }
        memcpy(scores + lanes * i, &a, 64);
        memcpy(scores + lanes * i + 8, &b, 64);
    }
}

EVERY_WIDTH uint32_t loop_lane_order(const double *scores, size_t count, uint32_t *keys) {
    if (count < 2) return 0;
    unsigned bits = 1;
    while (((size_t)1 << bits) < count) bits++;
    const double most = (double)(((uint64_t)1 << (32 - bits)) - 1);
    bool is_whole[lanes];
    for (int half = 0; half < 2; half++) {
        Eight low, high, s, off = {0};
        memcpy(&low, scores + 8 * half, 64);
        high = low;
        for (size_t i = 0; i < count; i++) {
            memcpy(&s, scores + lanes * i + 8 * half, 64);
            low = s < low ? s : low;
            high = s > high ? s : high;
            off += s - s;
        }
        const Eight scale = most / (high - low);
        for (int lane = 0; lane < 8; lane++) {
            const double wide = high[lane] - low[lane];
            is_whole[8 * half + lane] = off[lane] == 0 && wide > 1e-200 && wide < 1e200;
        }
        for (size_t i = 0; i < count; i++) {
            memcpy(&s, scores + lanes * i + 8 * half, 64);
            s = (high - s) * scale;
            s = s < most ? s : (Eight){0} + most;
            const Half box = __builtin_convertvector(s, Half);
            memcpy(keys + lanes * i + 8 * half, &box, 32);
        }
    }
    for (size_t i = 0; i < count; i++) {
        Keys key;
        memcpy(&key, keys + lanes * i, 64);
        key = (key << bits) | (uint32_t)i;
        memcpy(keys + lanes * i, &key, 64);
    }
    // Merge exchange (Batcher 1968; Knuth 5.2.2, algorithm M): what is compared does not hang on the keys.
    for (size_t p = (size_t)1 << (bits - 1); p > 0; p >>= 1) {
        size_t q = (size_t)1 << (bits - 1), r = 0, d = p;
        while (true) {
            for (size_t from = r; from + d < count; from += 2 * p) {
                const size_t to = from + p < count - d ? from + p : count - d;
                for (size_t i = from; i < to; i++) {
                    Keys a, b;
                    memcpy(&a, keys + lanes * i, 64);
                    memcpy(&b, keys + lanes * (i + d), 64);
                    const Keys less = __builtin_elementwise_min(a, b), more = __builtin_elementwise_max(a, b);
                    memcpy(keys + lanes * i, &less, 64);
                    memcpy(keys + lanes * (i + d), &more, 64);
                }
            }
            if (q == p) break;
            d = q - p;
            q >>= 1;
            r = p;
        }
    }
    Keys last, same = {0};
    memcpy(&last, keys, 64);
    for (size_t i = 0; i < count; i++) {
        Keys key;
        memcpy(&key, keys + lanes * i, 64);
        if (i > 0) same |= (Keys)((key >> bits) == (last >> bits));
        last = key;
        key &= ((uint32_t)1 << bits) - 1;
        memcpy(keys + lanes * i, &key, 64);
    }
    uint32_t clear = 0;
    for (int lane = 0; lane < lanes; lane++) clear |= (uint32_t)(is_whole[lane] && same[lane] == 0) << lane;
    return clear;
}

void loop_lane_count(const uint32_t *order, size_t count, uint32_t which, uint32_t *times) {
    for (size_t rank = 0; rank < count; rank++) {
        const uint32_t *here = order + lanes * rank;
        uint32_t *row = times + rank * count;
        if (which == 0xFFFF) {
            for (int lane = 0; lane < lanes; lane++) row[here[lane]]++;
        } else {
            for (int lane = 0; lane < lanes; lane++) row[here[lane]] += which >> lane & 1;
        }
    }
}
}
