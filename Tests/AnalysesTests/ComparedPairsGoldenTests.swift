import Analyses
import TestSupport
import Testing
import Vocabulary

/// Figures of other programs for tables of two: epitools 0.5, metafor 3.8, statsmodels 0.15, R 4.2.
@Suite("Ratios, and strata told as one, agree with other programs")
struct ComparedPairsGoldenTests {
    private static let rates: [String: [String]] = [
        "count": ["c"], "population": ["p"], "other-count": ["d"], "other-population": ["q"],
    ]

    /// Breast cancer after fluoroscopy (Rothman and Greenland 1998): 41 in 28,010 person-years, 15 in 19,017.
    @Test("Limits of a ratio of rates: mid-p where mid-p is asked for, log, score, exact")
    func ratios() throws {
        let epitools = Golden("compare-rates", "Mid-p and Wald limits", source: "epitools 0.5 (three digits)")
        let binomial = Golden("compare-rates", "Mid-p, score and exact limits", source: "R 4.2's binomial law")
        func found(_ options: [String: String]) throws -> Finding {
            let csv = "c,p,d,q\n41,28010,15,19017\n2,100,9,300\n"
            return try #require(try AnalysisTrip.run("compare-rates", csv, Self.rates, options).result.findings.first)
        }
        let midP = try found(["test": "mid-p"])
        #expect(epitools.agrees(midP.interval?.low, 1.041036, 1e-4))
        #expect(epitools.agrees(midP.interval?.high, 3.449052, 2e-4))
        #expect(epitools.agrees(midP.figure("median_unbiased_ratio"), 1.842977, 1e-4))
        #expect(epitools.agrees(midP.p, 0.03545742, 1e-6))
        #expect(binomial.agrees(midP.interval?.low, 1.04107524343))
        #expect(binomial.agrees(midP.interval?.high, 3.44942276045))
        let log = try found(["interval": "log"])
        #expect(epitools.agrees(log.interval?.low, 1.027226, 1e-6))
        #expect(epitools.agrees(log.interval?.high, 3.352563, 1e-6))
        let score = try found(["interval": "score"])
        #expect(binomial.agrees(score.interval?.low, 1.03578472612))
        #expect(binomial.agrees(score.interval?.high, 3.32486095661))
        // The standard is as it was.
        let exact = try found([:])
        #expect(binomial.agrees(exact.interval?.low, 1.00568406, 1e-8))
        #expect(binomial.agrees(exact.interval?.high, 3.60930031, 1e-8))
        #expect(try found(["test": "mid-p", "interval": "exact"]).interval == exact.interval)
    }

    @Test("A count of zero: the ratio has one end, and none on the logarithm")
    func zero() throws {
        let csv = "c,p,d,q\n3,100,0,300\n0,100,4,300\n"
        let midP = try AnalysisTrip.run("compare-rates", csv, Self.rates, ["test": "mid-p"]).result.findings
        // Half the chance of just as many is 0.025 where the share of the first is 0.05^(1/3), and 1 - 0.05^(1/4).
        let low = 0.36840314986403866, high = 1 - 0.4728708045015879
        #expect(agree(midP[0].interval?.low, low / (1 - low) * 3, 1e-9) && midP[0].interval?.high == .infinity)
        #expect(agree(midP[1].interval?.high, high / (1 - high) * 3, 1e-9) && midP[1].interval?.low == 0)
        let log = try AnalysisTrip.run("compare-rates", csv, Self.rates, ["interval": "log"]).result.findings
        #expect(log[1].estimate == 0 && log[1].interval == nil)
    }

    /// Kidney stones (Charig and others 1986; Julious and Mullee 1994): open surgery has the better share in both strata, and the
    /// worse one in all.
    private static let stones = """
        stones,treatment,success,patients
        small,open,81,87
        small,pcn,234,270
        large,open,192,263
        large,pcn,55,80
        """

    @Test("Kidney stones: common odds and risk ratio, test, homogeneity")
    func kidneyStones() throws {
        let roles = ["area": ["stones"], "group": ["treatment"], "count": ["success"], "population": ["patients"]]
        let ours = try #require(
            try AnalysisTrip.run("disproportion", Self.stones, roles, ["reference": "pcn", "trials": ""]).result
                .findings.first)
        let golden = Golden(
            "disproportion", "Mantel-Haenszel odds and risk ratio, tests",
            source: "R 4.2's mantelhaen.test; statsmodels 0.15; Greenland and Robins 1985")
        let theirs = [
            ("mantel_haenszel", 1.0690001538676979), ("mantel_haenszel_low", 0.9849756),
            ("mantel_haenszel_high", 1.160193), ("mantel_haenszel_odds_ratio", 1.44684662494262),
            ("mantel_haenszel_odds_ratio_low", 0.9157934135040253),
            ("mantel_haenszel_odds_ratio_high", 2.2858486698415734),
            ("mantel_haenszel_chi_square", 2.433855515576142), ("mantel_haenszel_p", 0.11874052970979887),
            ("mantel_haenszel_chi_square_corrected", 2.0912568500936146),
            ("mantel_haenszel_p_corrected", 0.14814414859008396),
            ("homogeneity_chi_square", 0.9656297779171603), ("homogeneity_p", 0.32577252341340524),
        ]
        for (name, value) in theirs { #expect(golden.agrees(ours.figure(name), value, 1e-6), "\(name)") }
        // As people or time the figures are those there were: a ratio of rates.
        let rates = try AnalysisTrip.run("disproportion", Self.stones, roles, ["reference": "pcn"]).result.findings
            .first
        #expect(golden.agrees(rates?.figure("mantel_haenszel_low"), 0.8811787, 1e-6))
        #expect(golden.agrees(rates?.figure("mantel_haenszel_high"), 1.296855, 1e-6))
        #expect(rates?.figure("mantel_haenszel_odds_ratio") == nil)
    }

    @Test("More events than trials are refused with their row")
    func refused() {
        let roles = ["group": ["g"], "count": ["x"], "population": ["n"]]
        let problems = AnalysisTrip.problems(
            "disproportion", "g,x,n\nA,7,20\nB,31,30\n", roles, ["reference": "A", "trials": ""])
        #expect(problems.map(\.code) == ["more-than-all"] && problems.first?.place.row == 3)
    }

    @Test("Records of two shares pooled: difference, ratio, odds, homogeneity")
    func pooled() throws {
        let csv = "x,m,y,n\n12,42,20,65\n8,33,6,46\n15,24,7,29\n3,14,9,23\n"
        let roles = ["count": ["x"], "denominator": ["m"], "other-count": ["y"], "other-denominator": ["n"]]
        let all = try AnalysisTrip.run("compare-proportions", csv, roles, ["pool": ""]).result.findings
        let ours = try #require(all.last)
        let golden = Golden(
            "compare-proportions", "Four tables pooled by Mantel and Haenszel",
            source: "metafor's rma.mh; statsmodels' StratifiedTable")
        #expect(golden.agrees(ours.estimate, 0.0764429330091))
        #expect(golden.agrees(ours.interval?.low, -0.0334123255110))
        #expect(golden.agrees(ours.interval?.high, 0.1862981915293))
        let theirs = [
            ("ratio", 1.300516326094), ("ratio_low", 0.892621620486), ("ratio_high", 1.894803661058),
            ("odds_ratio", 1.447501601795), ("odds_ratio_low", 0.854686491932), ("odds_ratio_high", 2.451496434048),
            ("mantel_haenszel_chi_square", 1.9255369568684), ("homogeneity_chi_square", 8.9276828559901),
            ("homogeneity_p", 0.0302679956528),
        ]
        for (name, value) in theirs { #expect(golden.agrees(ours.figure(name), value, 1e-10), "\(name)") }
        let without = try AnalysisTrip.run("compare-proportions", csv, roles).result.findings
        #expect(without == Array(all.dropLast()))
    }

    /// At the expected number of which a count is just the limit, the limit is that count over it.
    @Test("Limits of a funnel of ratios as the English public-health indicators draw them")
    func funnel() throws {
        // Observed events, and the expected events PHEindicatormethods' test table and PHStatsMethods' tests give for them.
        let theirs: [(events: Double, expected: Double, figure: String, tolerance: Double)] = [
            (1, 5.571644585, "lower_95", 1e-6), (10, 18.39035799, "lower_95", 1e-6),
            (100, 121.6268111, "lower_95", 1e-6), (10, 4.795387629, "upper_95", 1e-6),
            (100, 81.36400699, "upper_95", 1e-6), (200, 173.24086241121654, "upper_95", 1e-6),
            (10, 24.13397235, "lower_99_8", 1e-6), (100, 71.92139974, "upper_99_8", 1e-6),
            (500, 573.0274767209943, "lower_99_8", 1e-6), (716, 664.5083011, "upper_95", 1e-6),
        ]
        let csv = "x,e\n" + theirs.map { "1,\($0.expected)" }.joined(separator: "\n") + "\n"
        let roles = ["count": ["x"], "denominator": ["e"]]
        let golden = Golden("funnel", "Limits of a funnel of ratios", source: "PHEindicatormethods 2.0; PHStatsMethods")
        let ours = try AnalysisTrip.run(
            "funnel", csv, roles, ["measure": "ratio", "limits": "phe", "multiplier": "100"]
        ).result.findings
        for (their, our) in zip(theirs, ours) {
            #expect(our.figure("average") == 100)
            #expect(
                golden.agrees(our.figure(their.figure), 100 * their.events / their.expected, their.tolerance),
                "\(their.events)")
        }
        // The same as a rate around an average.
        let rates = "x,n\n" + theirs.map { "1,\($0.expected * 50)" }.joined(separator: "\n") + "\n"
        let rate = try AnalysisTrip.run(
            "funnel", rates, ["count": ["x"], "denominator": ["n"]],
            ["measure": "rate", "limits": "phe", "multiplier": "1000", "average": "20"]
        ).result.findings
        for (their, our) in zip(theirs, rate) {
            #expect(
                golden.agrees(our.figure(their.figure), 20 * their.events / their.expected, their.tolerance),
                "\(their.events)")
        }
    }

    @Test("An area lies outside the funnel when the exact limits of its own count leave out the average")
    func outside() throws {
        let csv = "x,e\n0,3.6\n0,3.7\n10,4.79\n10,4.80\n10,18.3\n10,18.4\n"
        let ours = try AnalysisTrip.run(
            "funnel", csv, ["count": ["x"], "denominator": ["e"]], ["measure": "ratio", "limits": "phe"]
        ).result.findings
        let places = ["inside", "low (95%)", "high (95%)", "inside", "inside", "low (95%)"]
        for (place, finding) in zip(places, ours) {
            #expect(finding.more.contains(NamedFigure("place", place)), "\(finding.key)")
        }
        // Proportions are as they are.
        let shares = "x,n\n5,20\n9,30\n4,10\n"
        let roles = ["count": ["x"], "denominator": ["n"]]
        let phe = try AnalysisTrip.run("funnel", shares, roles, ["limits": "phe"]).result.findings
        #expect(try AnalysisTrip.run("funnel", shares, roles).result.findings == phe)
    }
}
