// The inner loops that gain most from a wide processor, behind plain C. Every processor gives the same bits.
#ifndef CLOOPS_H
#define CLOOPS_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/// Wilson's limits of `count` shares, and Byar's of as many counts; `z` is the number of standard errors.
void loop_wilson(const double *events, const double *trials, size_t count, double z, double *low, double *high);
void loop_byar(const double *counts, size_t count, double z, double *low, double *high);
/// Philox 4x32 with ten rounds for so many blocks from `first` on, four words each.
void loop_philox(uint64_t seed, uint64_t stream, uint64_t first, size_t blocks, uint32_t *words);
/// Shares each point out over the four cells about it, by how near they lie; outside the map it counts nothing. `cells` holds
/// row after row, two or more of each and below 2^31 in all; `weights` may be null.
void loop_share_out(
    const double *x, const double *y, const double *weights, size_t count, double west, double south, double scale,
    size_t columns, size_t rows, double *cells);
/// to[i] = the sum over k of weights[k] * from[k * stride + i].
void loop_weighted_rows(
    const double *from, size_t stride, const double *weights, size_t taps, size_t count, double *to);
/// The sum of a[i] * b[i], in sixteen sums side by side that are added at the end.
double loop_dot(const double *a, const double *b, size_t count);
/// to[i] -= times * from[i]; the two do not overlap.
void loop_take_off(const double *from, double times, size_t count, double *to);
/// Scores of `count` areas in sixteen draws: scores[16 * area + draw] = the sum over k of weights[16 * k + draw] * values[k * count + area].
void loop_lane_scores(const double *values, size_t parts, size_t count, const double *weights, double *scores);
/// Puts the areas in order of their scores, the highest first: order[16 * rank + draw] is an area. `count` lies below 2^16. Gives the
/// draws, a bit for each, in which the order is sure; in the others a score is not a number, or two are too near to tell apart.
uint32_t loop_lane_order(const double *scores, size_t count, uint32_t *order);
/// times[count * rank + area] += the number of these draws in which the area stands there.
void loop_lane_count(const uint32_t *order, size_t count, uint32_t draws, uint32_t *times);

#ifdef __cplusplus
}
#endif
#endif
