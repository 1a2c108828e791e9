import CSpecial
import Glibc

/// Distribution functions and quantiles. Outside the domain of a function the answer is NaN.
///
/// Boost.Math does the work (relative error below 1e-14 in double precision); this face gives the names of the field.
public enum Normal {
    /// P(Z <= z) for a standard normal Z.
    public static func below(_ z: Double) -> Double { 0.5 * special_erfc(-z * 0.5.squareRoot()) }

    /// P(Z > z), exact far out in the tail.
    public static func above(_ z: Double) -> Double { 0.5 * special_erfc(z * 0.5.squareRoot()) }

    /// The probability of something at least as far from 0 on either side.
    public static func twoSided(_ z: Double) -> Double { min(1, special_erfc(z.magnitude * 0.5.squareRoot())) }

    public static func density(_ z: Double) -> Double { exp(-0.5 * z * z) / (2 * Double.pi).squareRoot() }

    /// The z below which a share `p` lies.
    public static func quantile(_ p: Double) -> Double { -(2.0.squareRoot()) * special_erfc_inverse(2 * p) }

    /// How many standard errors an interval of this confidence reaches to either side: 1.96 for 0.95.
    public static func reach(_ confidence: Double) -> Double { quantile(0.5 + confidence / 2) }
}

public enum ChiSquare {
    public static func below(_ x: Double, degrees: Double) -> Double {
        x <= 0 ? 0 : special_gamma_p(degrees / 2, x / 2)
    }
    public static func above(_ x: Double, degrees: Double) -> Double {
        x <= 0 ? 1 : special_gamma_q(degrees / 2, x / 2)
    }
    public static func quantile(_ p: Double, degrees: Double) -> Double { 2 * special_gamma_p_inverse(degrees / 2, p) }
    /// The x above which a share `q` lies.
    public static func quantile(above q: Double, degrees: Double) -> Double {
        2 * special_gamma_q_inverse(degrees / 2, q)
    }
}

public enum StudentT {
    public static func below(_ t: Double, degrees: Double) -> Double { special_student_p(degrees, t) }
    public static func twoSided(_ t: Double, degrees: Double) -> Double {
        min(1, 2 * special_student_p(degrees, -t.magnitude))
    }
    public static func quantile(_ p: Double, degrees: Double) -> Double { special_student_quantile(degrees, p) }
    public static func reach(_ confidence: Double, degrees: Double) -> Double {
        quantile(0.5 + confidence / 2, degrees: degrees)
    }
}

public enum FisherF {
    public static func above(_ f: Double, _ upper: Double, _ lower: Double) -> Double {
        f <= 0 ? 1 : special_beta_q(upper / 2, lower / 2, upper * f / (upper * f + lower))
    }
}

public enum PoissonLaw {
    /// P(X <= count) for a Poisson X of this mean.
    public static func atMost(_ count: Double, mean: Double) -> Double {
        count < 0 ? 0 : mean <= 0 ? 1 : special_gamma_q(count.rounded(.down) + 1, mean)
    }
    /// P(X >= count).
    public static func atLeast(_ count: Double, mean: Double) -> Double {
        count <= 0 ? 1 : mean <= 0 ? 0 : special_gamma_p(count.rounded(.up), mean)
    }
    public static func logProbability(_ count: Double, mean: Double) -> Double {
        mean <= 0 ? (count == 0 ? 0 : -.infinity) : count * log(mean) - mean - special_log_gamma(count + 1)
    }
    /// The smallest count with at least a share `p` at or below it.
    public static func quantile(_ p: Double, mean: Double) -> Double {
        guard p > 0, p < 1, mean >= 0, mean.isFinite else { return p == 0 ? 0 : .nan }
        let z = Normal.quantile(p)
        var count = max(0, (mean + z * mean.squareRoot() + (z * z - 1) / 6).rounded(.down))
        while count > 0, atMost(count - 1, mean: mean) >= p { count -= 1 }
        while atMost(count, mean: mean) < p { count += 1 }
        return count
    }
}

public enum BinomialLaw {
    /// P(X <= count) for `trials` trials with chance `chance` each.
    public static func atMost(_ count: Double, of trials: Double, chance: Double) -> Double {
        if count < 0 { return 0 }
        if count >= trials { return 1 }
        return special_beta_q(count.rounded(.down) + 1, trials - count.rounded(.down), chance)
    }
    public static func atLeast(_ count: Double, of trials: Double, chance: Double) -> Double {
        1 - atMost(count.rounded(.up) - 1, of: trials, chance: chance)
    }
    public static func logProbability(_ count: Double, of trials: Double, chance: Double) -> Double {
        if chance <= 0 { return count == 0 ? 0 : -.infinity }
        if chance >= 1 { return count == trials ? 0 : -.infinity }
        return special_log_binomial(trials, count) + count * log(chance) + (trials - count) * log1p(-chance)
    }
}

/// Gamma, beta and their kin.
public enum SpecialFunction {
    public static func logGamma(_ x: Double) -> Double { special_log_gamma(x) }
    public static func digamma(_ x: Double) -> Double { special_digamma(x) }
    public static func trigamma(_ x: Double) -> Double { special_trigamma(x) }
    public static func logChoose(_ n: Double, _ k: Double) -> Double { special_log_binomial(n, k) }
    /// Regularised, from below and from above.
    public static func gammaBelow(_ a: Double, _ x: Double) -> Double { special_gamma_p(a, x) }
    public static func gammaAbove(_ a: Double, _ x: Double) -> Double { special_gamma_q(a, x) }
    public static func gammaQuantile(_ a: Double, _ p: Double) -> Double { special_gamma_p_inverse(a, p) }
    public static func betaBelow(_ a: Double, _ b: Double, _ x: Double) -> Double { special_beta_p(a, b, x) }
    public static func betaQuantile(_ a: Double, _ b: Double, _ p: Double) -> Double {
        special_beta_p_inverse(a, b, p)
    }
}
