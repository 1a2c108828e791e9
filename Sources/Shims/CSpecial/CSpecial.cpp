#include "CSpecial.h"

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/bessel.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <limits>

namespace {

namespace bm = boost::math;
using namespace boost::math::policies;

// Errors become infinities and NaN. Double precision is kept: promotion to long double costs five times as much.
using Quiet = policy<
    domain_error<ignore_error>, pole_error<ignore_error>, overflow_error<ignore_error>, underflow_error<ignore_error>,
    denorm_error<ignore_error>, evaluation_error<ignore_error>, rounding_error<ignore_error>,
    indeterminate_result_error<ignore_error>, promote_double<false>, promote_float<false>>;

const Quiet quiet;

template <typename Body>
double guarded(Body body) {
    try {
        return body();
    } catch (...) {
        return std::numeric_limits<double>::quiet_NaN();
    }
}

}  // namespace

extern "C" {

double special_log_gamma(double x) { return guarded([=] { return bm::lgamma(x, quiet); }); }
double special_digamma(double x) { return guarded([=] { return bm::digamma(x, quiet); }); }
double special_trigamma(double x) { return guarded([=] { return bm::trigamma(x, quiet); }); }
double special_gamma_p(double a, double x) { return guarded([=] { return bm::gamma_p(a, x, quiet); }); }
double special_gamma_q(double a, double x) { return guarded([=] { return bm::gamma_q(a, x, quiet); }); }
double special_gamma_p_inverse(double a, double p) { return guarded([=] { return bm::gamma_p_inv(a, p, quiet); }); }
double special_gamma_q_inverse(double a, double q) { return guarded([=] { return bm::gamma_q_inv(a, q, quiet); }); }
double special_beta_p(double a, double b, double x) { return guarded([=] { return bm::ibeta(a, b, x, quiet); }); }
double special_beta_q(double a, double b, double x) { return guarded([=] { return bm::ibetac(a, b, x, quiet); }); }
double special_beta_p_inverse(double a, double b, double p) {
    return guarded([=] { return bm::ibeta_inv(a, b, p, quiet); });
}
double special_beta_q_inverse(double a, double b, double q) {
    return guarded([=] { return bm::ibetac_inv(a, b, q, quiet); });
}
double special_erf(double x) { return guarded([=] { return bm::erf(x, quiet); }); }
double special_erfc(double x) { return guarded([=] { return bm::erfc(x, quiet); }); }
double special_erf_inverse(double p) { return guarded([=] { return bm::erf_inv(p, quiet); }); }
double special_erfc_inverse(double q) { return guarded([=] { return bm::erfc_inv(q, quiet); }); }
double special_student_p(double degrees, double t) {
    return guarded([=] { return bm::cdf(bm::students_t_distribution<double, Quiet>(degrees), t); });
}
double special_student_quantile(double degrees, double p) {
    return guarded([=] { return bm::quantile(bm::students_t_distribution<double, Quiet>(degrees), p); });
}
double special_log_binomial(double n, double k) {
    return guarded([=] {
        return bm::lgamma(n + 1, quiet) - bm::lgamma(k + 1, quiet) - bm::lgamma(n - k + 1, quiet);
    });
}
double special_bessel_i(double order, double x) { return guarded([=] { return bm::cyl_bessel_i(order, x, quiet); }); }
}
