import Glibc
import Statistics
import Testing

@Suite("Distributions and quantiles")
struct SpecialTests {
    /// Values of Abramowitz and Stegun 1964 (tables 26.1, 26.7, 26.8, 26.10), to the digits printed there.
    @Test("Printed tables")
    func tables() {
        #expect(abs(Normal.below(1) - 0.841344746068543) < 1e-14)
        #expect(abs(Normal.quantile(0.975) - 1.959963984540054) < 1e-13)
        #expect(abs(Normal.reach(0.998) - 3.090232306167813) < 1e-12)
        #expect(abs(ChiSquare.quantile(0.95, degrees: 10) - 18.3070) < 5e-5)
        #expect(abs(StudentT.quantile(0.975, degrees: 5) - 2.571) < 5e-4)
        #expect(abs(FisherF.above(4.96, 1, 10) - 0.05) < 1e-4)
    }

    @Test("A quantile of a Poisson law is the least count that holds the share", arguments: [0.0, 0.3, 4, 60, 4_000])
    func poisson(mean: Double) {
        for p in [0.001, 0.025, 0.5, 0.9, 0.999] {
            let count = PoissonLaw.quantile(p, mean: mean)
            #expect(PoissonLaw.atMost(count, mean: mean) >= p)
            #expect(count == 0 || PoissonLaw.atMost(count - 1, mean: mean) < p)
        }
    }

    @Test("A binomial law adds up to one", arguments: [1, 7, 40])
    func binomial(trials: Int) {
        let n = Double(trials)
        var sum = 0.0
        for k in 0...trials {
            sum += exp(BinomialLaw.logProbability(Double(k), of: n, chance: 0.3))
            #expect(abs(sum - BinomialLaw.atMost(Double(k), of: n, chance: 0.3)) < 1e-12)
        }
        #expect(abs(sum - 1) < 1e-12)
    }

    @Test("Outside its domain a function answers NaN or an infinity and nothing breaks")
    func outside() {
        #expect(ChiSquare.quantile(2, degrees: 3).isNaN)
        #expect(StudentT.quantile(0.5, degrees: -1).isNaN)
        #expect(Normal.quantile(0) == -.infinity)
        #expect(SpecialFunction.logGamma(-1).isFinite == false)
    }
}
