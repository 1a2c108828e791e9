import Analyses
import Testing
import Vocabulary

/// Times as published files have them, and what is refused.
@Suite("Times and starts of an interrupted series")
struct TimeSeriesReadingTests {
    private static let plain = ["slope": "no", "errors": "dispersion"]

    private func level(_ time: (Int) -> String, _ options: [String: String] = [:]) throws -> Finding {
        let found = try MadeUpSeries.findings(
            MadeUpSeries.csv(time), Self.plain.merging(options) { $1 })
        return try #require(found["level ratio"])
    }

    private func problems(
        _ time: (Int) -> String, _ options: [String: String] = [:], after: Bool = true
    ) -> [Problem] {
        var columns = ["day": ["t"], "count": ["y"]]
        if after { columns["after"] = ["a"] }
        return AnalysisTrip.problems("time-series", MadeUpSeries.csv(time), columns, options)
    }

    @Test("Months written in many ways, and as a running number, are the same months")
    func months() throws {
        let theirs = try level(MadeUpSeries.month)
        let two = MadeUpSeries.two
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ]
        let ways: [(Int) -> String] = [
            { MadeUpSeries.month($0) + "-01" }, { "\(two($0 % 12 + 1))/\(2021 + $0 / 12)" },
            { "\(2021 + $0 / 12)\(two($0 % 12 + 1))" }, { "\(2021 + $0 / 12)\(two($0 % 12 + 1))15" },
            { "28/\(two($0 % 12 + 1))/\(2021 + $0 / 12)" }, { "\(2021 + $0 / 12)m\($0 % 12 + 1)" },
            { "\(names[$0 % 12].prefix(3)) \(2021 + $0 / 12)" }, { "\(2021 + $0 / 12) \(names[$0 % 12])" },
        ]
        for way in ways {
            let ours = try level(way)
            #expect(ours.estimate == theirs.estimate && ours.interval == theirs.interval)
        }
        let running = try level({ "\($0 + 1)" }, ["step": "month"])
        #expect(agree(running.estimate, theirs.estimate, 1e-10) && agree(running.p, theirs.p, 1e-8))
        #expect(try level(MadeUpSeries.month, ["since": "2023-07-01"]) == theirs)
        #expect(try level({ "\($0 + 1)" }, ["step": "month", "since": "31"]) == running)
    }

    @Test("Quarters by name, by their first day and by number")
    func quarters() throws {
        let theirs = try level(MadeUpSeries.quarter)
        let ways: [(Int) -> String] = [
            { "\(2005 + $0 / 4)-Q\($0 % 4 + 1)" }, { "Q\($0 % 4 + 1) \(2005 + $0 / 4)" },
            { "\(2005 + $0 / 4)-\(MadeUpSeries.two($0 % 4 * 3 + 1))-01" },
            {
                "\(2005 + $0 / 4)-\(MadeUpSeries.two($0 % 4 * 3 + 3))-31".replacing("06-31", with: "06-30").replacing(
                    "09-31", with: "09-30")
            },
        ]
        for way in ways { #expect(try level(way).estimate == theirs.estimate) }
        #expect(try level(MadeUpSeries.quarter, ["since": "2012Q3"]) == theirs)
        #expect(try level(ways[2], ["since": "2012-07-01"]).estimate == theirs.estimate)
    }

    @Test("Weeks by a day, by their number in the year, and with weeks missing; years by number and by day")
    func weeksAndYears() throws {
        let weeks = try level(MadeUpSeries.week)
        #expect(try level({ "2024-W\(MadeUpSeries.two($0 + 1))" }).estimate == weeks.estimate)
        // 2024-07-29 begins the 31st week; any day of it says the same.
        #expect(try level(MadeUpSeries.week, ["since": "2024-07-29"]) == weeks)
        #expect(try level(MadeUpSeries.week, ["since": "2024-08-02"]) == weeks)
        let years = try level { "\(1970 + $0)" }
        #expect(try level({ "\(1970 + $0)-01-01" }).estimate == years.estimate)
        #expect(try level({ "\(1970 + $0)" }, ["since": "2000"]) == years)
        // 2004/05 might be a month; a column of such is none.
        func financial(_ place: Int) -> String { "\(1970 + place)/\(MadeUpSeries.two((1971 + place) % 100))" }
        #expect(try level(financial).estimate == years.estimate)
        #expect(try level(financial, ["since": "2000/01"]).estimate == years.estimate)
        #expect(try MadeUpSeries.findings(MadeUpSeries.csv(financial), ["list": "points"])["1999/00"] != nil)
        let lines = MadeUpSeries.csv(MadeUpSeries.week).split(separator: "\n")
        let gaps = lines.enumerated().filter { $0.offset % 9 != 4 }.map(\.element).joined(separator: "\n")
        let found = try MadeUpSeries.findings(gaps, Self.plain.merging(["list": "points"]) { $1 })
        #expect(found["2024-02-05"]?.figure("time") == 5 && found["2024-01-22"] == nil)
    }

    @Test("Days have waves over the year, or over the week where that is asked for")
    func days() throws {
        func day(_ place: Int) -> String { Day(number: 20_000 + place).iso }
        let week = try MadeUpSeries.findings(
            MadeUpSeries.csv(day), ["period": "7", "season": "months", "slope": "no"])
        #expect(week["season place 7 ratio"] != nil && week["season place 8 ratio"] == nil)
        #expect(week["trend ratio a day before"] != nil)
        // A season longer than the year: each place of it has a level of its own.
        let two = try MadeUpSeries.findings(
            MadeUpSeries.csv(MadeUpSeries.quarter), ["period": "8", "season": "months", "slope": "no"])
        #expect(two["season place 8 ratio"]?.estimate != nil)
    }

    @Test("A comparison's column may be 0 throughout or turn when the target's does")
    func comparison() throws {
        let csv = MadeUpSeries.csv(comparison: true, MadeUpSeries.month)
        let both = csv.split(separator: "\n").map { line -> String in
            let cells = line.split(separator: ",")
            guard cells[0] >= "2023-07", cells[0] < "3" else { return String(line) }
            return (cells[..<3] + ["1"] + cells[4...]).joined(separator: ",")
        }.joined(separator: "\n")
        let one = try MadeUpSeries.findings(csv, comparison: true, Self.plain)
        #expect(try MadeUpSeries.findings(both, comparison: true, Self.plain) == one)
        let wrong = both.replacing("2024-01,168,3208,1,0", with: "2024-01,168,3208,0,0")
        let columns = ["day": ["t"], "count": ["y"], "group": ["g"], "after": ["a"]]
        let problems = AnalysisTrip.problems("time-series", wrong, columns)
        #expect(problems.map(\.code) == ["after-apart"] && problems.map(\.place.row) == [86])
    }

    @Test("A column that goes back to 0 is refused with its rows")
    func back() {
        var lines = MadeUpSeries.csv(MadeUpSeries.month).split(separator: "\n").map(String.init)
        for row in [41, 45] { lines[row - 1] = lines[row - 1].replacing(",1,1", with: ",0,1") }
        let problems = AnalysisTrip.problems(
            "time-series", lines.joined(separator: "\n"), ["day": ["t"], "count": ["y"], "after": ["a"]])
        #expect(problems.map(\.code) == ["after-back", "after-back"] && problems.map(\.place.row) == [41, 45])
        #expect(problems.allSatisfy { $0.message.contains("1 in row 32") })
    }

    @Test("The start is asked for, and only once")
    func start() {
        #expect(problems(MadeUpSeries.month, after: false).map(\.code) == ["since-missing"])
        #expect(problems(MadeUpSeries.month, ["since": "2023-07"]).map(\.code) == ["since-twice"])
        #expect(problems(MadeUpSeries.month, ["since": "soon"], after: false).map(\.code) == ["since-off"])
        #expect(
            problems({ "\($0)" }, ["since": "2023-07-01", "step": "month"], after: false).map(\.code) == ["since-off"])
        #expect(problems(MadeUpSeries.month, ["since": "2031-01"], after: false).map(\.code) == ["one-side"])
    }

    @Test("What is wrong with times and with the start is told at once")
    func together() {
        let found = problems({ "\($0 == 4 ? 3 : $0)" }, after: false)
        #expect(found.map(\.code) == ["month-twice", "step-missing", "since-missing"])
    }

    @Test("Times that do not fit are refused with their rows")
    func times() {
        #expect(problems({ "\($0)" }).map(\.code) == ["step-missing"])
        let mixed = problems { $0 == 5 ? "2021Q2" : $0 == 6 ? "later" : MadeUpSeries.month($0) }
        #expect(mixed.map(\.code) == ["not-a-time", "not-a-time"] && mixed.map(\.place.row) == [7, 8])
        let twice = problems { MadeUpSeries.month($0 == 9 ? 8 : $0) }
        #expect(twice.map(\.code) == ["month-twice"] && twice.map(\.place.row) == [11])
        let astray = problems { $0 == 20 ? Day(number: 19_723 + 141).iso : MadeUpSeries.week($0) }
        #expect(astray.map(\.code) == ["not-weekly"] && astray.map(\.place.row) == [22])
        // Weeks taken for months: a row for each month too many.
        let weeks = problems(MadeUpSeries.week, ["step": "month"])
        #expect(weeks.first?.code == "month-twice" && weeks.count == 21 && weeks[0].place.row == 3)
        #expect(problems(MadeUpSeries.week, ["season": "months"]).map(\.code) == ["period-off"])
        #expect(problems(MadeUpSeries.month, ["lag": "2", "errors": "model"]).map(\.code) == ["lag-unused"])
    }

    @Test("--phase and --time are understood, and --phase of a control chart stays its own")
    func names() throws {
        func words(_ method: String, _ words: [String]) throws -> AnalyseWords {
            try AnalyseWords(words, for: #require(AnalysisCatalogue.method(method)).description)
        }
        #expect(
            try words("time-series", ["a.csv", "--time", "t", "--phase", "p"]).columns == [
                "day": ["t"], "after": ["p"],
            ])
        #expect(try words("control-chart", ["a.csv", "--phase", "p"]).columns == ["phase": ["p"]])
        #expect(try words("control-chart", ["a.csv", "--after", "p"]).problems.map(\.code) == ["unknown-option"])
        #expect(try words("before-after", ["a.csv", "--phase", "p"]).problems.map(\.code) == ["unknown-option"])
    }

    @Test(
        "Zeros, ties, one count for all, thousands of millions: numbers or a refusal", arguments: [0, 7, 1_000_000_000])
    func extremes(count: Int) throws {
        let rows = (0..<48).map { "\(MadeUpSeries.month($0)),\(count + (count > 100 ? $0 * 1_000 : 0))" }
        let csv = "t,y\n" + rows.joined(separator: "\n") + "\n"
        for scale in ["quasi-poisson", "poisson", "normal", "log-normal"] {
            do {
                let found = try AnalysisTrip.run(
                    "time-series", csv, ["day": ["t"], "count": ["y"]],
                    ["since": "2023-07", "scale": scale, "list": "points"]
                ).result.findings
                for finding in found {
                    if let estimate = finding.estimate { #expect(!estimate.isNaN, "\(scale), \(finding.key)") }
                    if let interval = finding.interval {
                        #expect(interval.low <= interval.high, "\(scale), \(finding.key) \(interval)")
                    }
                    if let p = finding.p { #expect((0...1).contains(p), "\(scale), \(finding.key) \(p)") }
                }
            } catch let problems as AnalysisProblems {
                #expect(problems.problems.allSatisfy { $0.message.count > 10 } && !problems.problems.isEmpty)
            }
        }
    }
}
