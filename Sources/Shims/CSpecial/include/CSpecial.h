// Special functions and quantiles from Boost.Math behind plain C. Outside its domain a function answers NaN; no exception crosses.
#ifndef CSPECIAL_H
#define CSPECIAL_H
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

#ifdef __cplusplus
}
#endif
#endif
