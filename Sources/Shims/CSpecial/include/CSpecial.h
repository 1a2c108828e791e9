// Special functions and quantiles from Boost.Math behind plain C, and the inner loops that gain most from a wide processor. Outside its domain a function answers NaN; no
// exception crosses.
#ifndef CSPECIAL_H
#define CSPECIAL_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

double special_log_gamma(double x);
double special_digamma(double x);
double special_trigamma(double x);
/// Regularised incomplete gamma functions, lower and upper, and their inverses in x.
double special_gamma_p(double a, double x);
double special_gamma_q(double a, double x);
double special_gamma_p_inverse(double a, double p);
double special_gamma_q_inverse(double a, double q);
/// Regularised incomplete beta function, its complement, and the inverses in x.
double special_beta_p(double a, double b, double x);
double special_beta_q(double a, double b, double x);
double special_beta_p_inverse(double a, double b, double p);
double special_beta_q_inverse(double a, double b, double q);
double special_erf(double x);
double special_erfc(double x);
double special_erf_inverse(double p);
double special_erfc_inverse(double q);
/// Student's t with `degrees` of freedom: P(T <= t), and the quantile of p.
double special_student_p(double degrees, double t);
double special_student_quantile(double degrees, double p);
/// Noncentral hypergeometric and exact tests stand on this: log of n choose k for real n.
double special_log_binomial(double n, double k);
double special_bessel_i(double order, double x);

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

#ifdef __cplusplus
}
#endif
#endif
