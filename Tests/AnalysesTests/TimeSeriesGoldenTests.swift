import Analyses
import TestSupport
import Testing
import Vocabulary

/// Made-up counts at 48 points of a target and a comparison, something beginning with the 31st, for tests of `time-series`.
enum MadeUpSeries {
    static let counts = [
        111, 135, 108, 72, 126, 117, 105, 82, 93, 99, 95, 111, 105, 117, 113, 118, 92, 123, 83, 110, 104, 89, 131, 104,
        133, 132, 121, 139, 133, 126, 81, 103, 113, 80, 128, 103, 100, 115, 133, 107, 81, 102, 104, 77, 99, 119, 102,
        109,
    ]
    static let people = [
        2000, 2067, 2001, 1968, 2062, 2088, 2006, 2019, 2116, 2096, 2022, 2079, 2156, 2097, 2054, 2142, 2181, 2101,
        2100,
        2198, 2192, 2113, 2158, 2243, 2194, 2140, 2221, 2272, 2197, 2183, 2280, 2287, 2206, 2238, 2329, 2291, 2228,
        2300,
        2363, 2293, 2266, 2361, 2381, 2299, 2318, 2414, 2388, 2317,
    ]
    static let others = [
        137, 142, 123, 143, 132, 132, 99, 135, 131, 104, 135, 106, 142, 134, 133, 141, 134, 154, 133, 125, 126, 130,
        126,
        166, 138, 172, 142, 170, 148, 108, 102, 136, 121, 103, 162, 149, 168, 150, 149, 131, 179, 149, 122, 100, 110,
        106,
        124, 115,
    ]

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    static func month(_ place: Int) -> String { "\(2021 + place / 12)-\(two(place % 12 + 1))" }
    static func quarter(_ place: Int) -> String { "\(2005 + place / 4)Q\(place % 4 + 1)" }
    /// Mondays from 2024-01-01, which is day 19723.
    static func week(_ place: Int) -> String { Day(number: 19_723 + 7 * place).iso }

    /// Columns `t`, `y`, `e`, `a` (0 before, 1 after) and, with a comparison, `g`.
    static func csv(comparison: Bool = false, _ time: (Int) -> String) -> String {
        var lines = ["t,y,e,a,g"]
        for place in counts.indices {
            lines.append("\(time(place)),\(counts[place]),\(people[place]),\(place < 30 ? 0 : 1),1")
        }
        for place in others.indices where comparison {
            lines.append("\(time(place)),\(others[place]),\(3100 + 3 * place),0,0")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func findings(
        _ csv: String, exposure: Bool = true, comparison: Bool = false, _ options: [String: String]
    ) throws -> [String: Finding] {
        var columns = ["day": ["t"], "count": ["y"]]
        if exposure { columns["exposure"] = ["e"] }
        if comparison { columns["group"] = ["g"] }
        if options["since"] == nil { columns["after"] = ["a"] }
        let found = try AnalysisTrip.run("time-series", csv, columns, options).result.findings
        return Dictionary(found.map { ($0.key, $0) }, uniquingKeysWith: { one, _ in one })
    }
}

/// R 4.2.2's `glm` and `lm` (`summary`, `predict`), and statsmodels 0.15.0's GLM and OLS with HAC errors and `use_t`, on the same
/// made-up series.
@Suite("An interrupted series agrees with R and statsmodels")
struct TimeSeriesGoldenTests {
    private let r = "R 4.2.2 on a made-up series"

    /// A term as R's table of coefficients has it.
    private func compare(
        _ golden: Golden, _ finding: Finding?, _ coefficient: Double, _ error: Double, _ p: Double,
        _ limits: (Double, Double)? = nil
    ) {
        #expect(golden.agrees(finding?.figure("coefficient"), coefficient, 1e-8))
        #expect(golden.agrees(finding?.figure("standard_error"), error, 1e-8))
        #expect(golden.agrees(finding?.p, p, 1e-6))
        #expect(agree(finding?.figure("statistic"), coefficient / error, 1e-7))
        if let limits {
            #expect(golden.agrees(finding?.interval?.low, limits.0, 1e-8))
            #expect(golden.agrees(finding?.interval?.high, limits.1, 1e-8))
        }
    }

    @Test("Quasi-Poisson with two waves: all terms, Student's t, dispersion, points with and without")
    func quasi() throws {
        let found = try MadeUpSeries.findings(
            MadeUpSeries.csv(MadeUpSeries.month), ["slope": "no", "errors": "dispersion", "list": "points"])
        let golden = Golden(
            "time-series", "Quasi-Poisson by months with two waves: terms, t, limits, points", source: r)
        let level = found["level ratio"]
        compare(
            golden, level, -0.19368114518667109, 0.0753943427442135, 0.0139390885672261,
            (0.707552739133462, 0.959426872056406))
        #expect(level?.figure("degrees_of_freedom") == 41)
        compare(golden, found["intercept"], -2.99742515086098305, 0.04659720073496247, 8.41975930184045e-43)
        compare(
            golden, found["trend ratio a month before"], 0.00249891721254098, 0.00263064992015286, 0.347717120158667)
        compare(golden, found["season sine 1"], 0.08741998709914604, 0.02877968286890122, 0.0041365753351495)
        compare(golden, found["season cosine 1"], 0.03485654265634054, 0.0279286308478441, 0.2190906799552)
        compare(golden, found["season sine 2"], 0.00310258125599334, 0.02834415671952812, 0.913370821479883)
        compare(golden, found["season cosine 2"], 0.00310046185426281, 0.02799126736594366, 0.912342890950970)
        let net = found["events more than expected"]
        #expect(golden.agrees(net?.figure("dispersion"), 2.01459097592134, 1e-8))
        #expect(golden.agrees(net?.figure("deviance"), 83.62198866114, 1e-9))
        #expect(net?.figure("residual_degrees_of_freedom") == 41)
        // By R's vcov: the sum of the means with less the sum without, and its linearised error.
        #expect(golden.agrees(net?.estimate, -396.644320159033, 1e-8))
        #expect(golden.agrees(net?.figure("standard_error"), 164.546533032523, 1e-8))
        #expect(golden.agrees(net?.interval?.low, -728.952785162297, 1e-8))
        #expect(golden.agrees(net?.p, 0.0204981946480376, 1e-7))
        let first = found["2021-01"], later = found["2024-04"]
        #expect(golden.agrees(first?.figure("fitted"), 107.9438407441599139, 1e-8))
        #expect(golden.agrees(later?.estimate, 109.7286249032780887, 1e-8))
        #expect(golden.agrees(later?.figure("expected_without"), 133.178644206482, 1e-8))
        // R: exp(log(fit) + qt(0.975, 41) * se.fit).
        #expect(golden.agrees(later?.interval?.high, 122.471442496, 1e-8))
        #expect(later?.figure("observed") == 107 && later?.figure("time") == 39)
        let without = try MadeUpSeries.findings(
            MadeUpSeries.csv(MadeUpSeries.month), ["slope": "no", "errors": "dispersion", "interval": "normal"])
        // R: exp(b - qnorm(0.975) * se).
        #expect(golden.agrees(without["level ratio"]?.interval?.low, 0.710738050152, 1e-8))
        #expect(without["level ratio"]?.figure("degrees_of_freedom") == nil)
    }

    @Test("Poisson without season: chance alone, normal limits")
    func poisson() throws {
        let found = try MadeUpSeries.findings(
            MadeUpSeries.csv { "\($0)" }, ["slope": "no", "season": "none", "scale": "poisson"])
        let golden = Golden("time-series", "Poisson: terms, z, limits", source: r)
        compare(
            golden, found["level ratio"], -0.2197038144521278, 0.05214803648034952, 2.51912538802949e-05,
            (0.724761902929554, 0.889144476356219))
        compare(
            golden, found["trend ratio a step before"], 0.00250285985035451, 0.00183016416910274, 0.171449751988533)
        // Spread that is seen makes it quasi-Poisson: errors times the root of the dispersion.
        let wider = try MadeUpSeries.findings(
            MadeUpSeries.csv { "\($0)" },
            ["slope": "no", "season": "none", "scale": "poisson", "errors": "dispersion"])
        let phi = try #require(wider["events more than expected"]?.figure("dispersion"))
        let error = try #require(wider["level ratio"]?.figure("standard_error"))
        #expect(agree(error, 0.05214803648034952 * phi.squareRoot(), 1e-9) && phi > 1.5)
    }

    @Test("Least squares on rates, and on their logarithm")
    func normal() throws {
        let rates = zip(MadeUpSeries.counts, MadeUpSeries.people).map { Double($0) / Double($1) * 1000 }
        var lines = ["t,y,a"]
        for (place, rate) in rates.enumerated() { lines.append("\(1970 + place),\(rate),\(place < 30 ? 0 : 1)") }
        let csv = lines.joined(separator: "\n") + "\n"
        func findings(_ options: [String: String]) throws -> [String: Finding] {
            try MadeUpSeries.findings(csv, exposure: false, options.merging(["scale": "normal"]) { $1 })
        }
        let golden = Golden("time-series", "Least squares on a yearly rate: level, slope, t, limits", source: r)
        let found = try findings(["errors": "model"])
        compare(
            golden, found["level change"], -9.860286161487751, 4.303209496945148, 0.0267863001869988,
            (-18.5328350476695, -1.18773727530604))
        compare(golden, found["slope change a year"], -0.217523585532053, 0.367015415963435, 0.556427702078031)
        compare(golden, found["trend a year before"], 0.165432831461697, 0.154557772401226, 0.290292780887594)
        compare(golden, found["intercept"], 49.960337338717864, 2.609998329229212, 5.83917048894052e-23)
        #expect(golden.agrees(found["events more than expected"]?.figure("dispersion"), 53.6885160091417, 1e-9))
        let net = found["events more than expected"]
        #expect(golden.agrees(net?.estimate, -210.766259493184, 1e-9))
        #expect(golden.agrees(net?.interval?.high, -54.6003304387428, 1e-9))
        #expect(golden.agrees(net?.p, 0.00931133744395675, 1e-8))
        let ratio = found["ratio over the time after"]
        #expect(golden.agrees(ratio?.figure("coefficient"), -0.233030279006881, 1e-9))
        #expect(golden.agrees(ratio?.figure("standard_error"), 0.0799909707675116, 1e-9))
        let after = found["trend a year after"]
        #expect(golden.agrees(after?.estimate, -0.0520907540703559, 1e-9))
        #expect(golden.agrees(after?.figure("standard_error"), 0.332884680550464, 1e-9))
        let point = try findings(["errors": "model", "list": "points"])["2009"]
        #expect(golden.agrees(point?.estimate, 44.5942193344478, 1e-9))
        #expect(golden.agrees(point?.interval?.high, 48.0909827771028, 1e-9))
        let second = try findings(["errors": "model", "slope-from": "1"])
        compare(golden, second["level change"], -9.642762575955699, 4.449223372019364, 0.0356668223310838)
        #expect(
            agree(second["events more than expected"]?.estimate, found["events more than expected"]?.estimate, 1e-9))

        // Counts with an exposure are the same model, here for one person instead of a thousand.
        let counts = try MadeUpSeries.findings(
            MadeUpSeries.csv { "\(1970 + $0)" }, ["scale": "normal", "errors": "model"])
        compare(golden, counts["level change"], -0.009860286161487751, 0.004303209496945148, 0.0267863001869988)
        let logs = try MadeUpSeries.findings(
            MadeUpSeries.csv { "\(1970 + $0)" }, ["scale": "log-normal", "errors": "model"])
        compare(
            Golden("time-series", "Least squares on the logarithm of a rate: level and slope", source: r),
            logs["level ratio"], -0.20603759034999186, 0.08995202571474453, 0.0268398511526472)
        compare(golden, logs["slope ratio a year"], -0.00398074634639517, 0.00767189702427621, 0.606448806407581)
    }

    @Test("Newey and West's errors with Student's t, plain and as Stata's newey")
    func neweyWest() throws {
        let golden = Golden(
            "time-series", "Newey-West errors, p and limits with t", source: "statsmodels 0.15.0 on a made-up series")
        let counts = try MadeUpSeries.findings(
            MadeUpSeries.csv(MadeUpSeries.month), ["slope": "no", "season": "none", "lag": "3"])
        compare(
            golden, counts["level ratio"], -0.21970381445212853, 0.0898982410196792, 0.01851286622379769)
        let csv = MadeUpSeries.csv { "\(1970 + $0)" }
        let plain = try MadeUpSeries.findings(csv, ["scale": "normal", "lag": "2"])
        compare(golden, plain["level change"], -0.00986028616148774, 0.0039612419592858035, 0.0166575512162973)
        let adjusted = try MadeUpSeries.findings(csv, ["scale": "normal", "lag": "2", "errors": "newey-west-adjusted"])
        compare(golden, adjusted["level change"], -0.00986028616148774, 0.004137382289674971, 0.021544710806176263)
    }

    @Test("An interaction with a running number that is not centred")
    func uncentred() throws {
        let found = try MadeUpSeries.findings(
            MadeUpSeries.csv { "\($0 + 1)" }, ["season": "none", "errors": "dispersion", "slope-from": "31"])
        let golden = Golden("time-series", "A running number, time times after: terms", source: r)
        compare(golden, found["level ratio"], -0.06291092682178484, 0.27878166174667657, 0.822507850317875)
        compare(golden, found["slope ratio a step"], -0.00439878634560355, 0.00750455731407890, 0.560770638912005)
        compare(golden, found["intercept"], -2.99989954024783545, 0.05586958243317165, 9.44412564567013e-42)
    }

    @Test("Weeks with waves of 365.25 / 7, quarters with waves and with levels, years without season")
    func steps() throws {
        let plain = ["slope": "no", "errors": "dispersion"]
        let weeks = try MadeUpSeries.findings(MadeUpSeries.csv(MadeUpSeries.week), exposure: false, plain)
        let golden = Golden("time-series", "Weeks, quarters and years: level and season", source: r)
        compare(
            golden, weeks["level ratio"], -0.36774680364954965, 0.14474249546883261, 0.0149448374423647,
            (0.516820219214094, 0.927341485816657))
        compare(golden, weeks["season sine 1"], -0.15777860363446025, 0.09623672770967136, 0.108764231530058)
        let quarters = try MadeUpSeries.findings(MadeUpSeries.csv(MadeUpSeries.quarter), exposure: false, plain)
        compare(golden, quarters["level ratio"], -0.2128059171559131, 0.0833694650840657, 0.0144178898019285)
        compare(golden, quarters["season cosine 2"], -0.00448466188819258, 0.0222080953264138, 0.840940020187390)
        #expect(quarters["season sine 2"] == nil && quarters["trend ratio a quarter before"] != nil)
        let levels = try MadeUpSeries.findings(
            MadeUpSeries.csv(MadeUpSeries.quarter), exposure: false, plain.merging(["season": "months"]) { $1 })
        compare(
            golden, levels["season quarter 2 ratio"], 0.0424239009941264, 0.0621061513661367, 0.498302882728305)
        compare(golden, levels["level ratio"], -0.2128059171559133, 0.0833694650840657, 0.0144178898019284)
        let years = try MadeUpSeries.findings(MadeUpSeries.csv { "\(1970 + $0)" }, exposure: false, plain)
        compare(golden, years["level ratio"], -0.21525452566562911, 0.08224236730260302, 0.0120271896409453)
        compare(
            golden, years["trend ratio a year before"], 0.00597033135231468, 0.00288415540474452, 0.0442164534851931)
    }

    @Test("Against a comparison: what the target did beyond it")
    func comparison() throws {
        let found = try MadeUpSeries.findings(
            MadeUpSeries.csv(comparison: true, MadeUpSeries.month), comparison: true,
            ["slope": "no", "season": "none", "errors": "dispersion"])
        let golden = Golden("time-series", "With a comparison: all terms and the target's own trend", source: r)
        compare(golden, found["level ratio"], -0.135074306563006341, 0.11516932750758965, 0.243957930431258)
        compare(golden, found["comparison intercept"], -3.175589069659337405, 0.04739993502984461, 1.36947930980041e-78)
        compare(golden, found["comparison level ratio"], -0.084629507889121464, 0.07723558727612778, 0.276119547612216)
        compare(
            golden, found["intercept beyond comparison"], 0.189959822136860829, 0.07116179579431609, 0.00901448840891082
        )
        compare(
            golden, found["trend ratio a month beyond comparison"], 0.000757469570788091, 0.0040387170386995,
            0.851650025023231)
        let own = found["trend ratio a month before"]
        #expect(golden.agrees(own?.figure("coefficient"), 0.00250285985035452, 1e-8))
        #expect(golden.agrees(own?.figure("standard_error"), 0.002998285617361, 1e-8))
        #expect(own?.figure("degrees_of_freedom") == 90)
    }
}
