import ActionPlans
import Coordination
import Foundation
import Frameworks
import Partnership
import Testing
import TestSupport
import Vocabulary

/// Days, months, rounds, reminders and time zones, reckoned twice: here, and by `Scripts/independent-days` with Python's
/// calendar and zoneinfo. 600 random cases in `make check`, 12,000 in `make prove`.
@Suite("Days and rounds are reckoned as somebody else reckons them")
struct IndependentDaysTests {
    private struct Case {
        let question: [String: Any]
        let answer: String
    }

    private static let script = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Scripts/independent-days")
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    private static let isProof = ProcessInfo.processInfo.environment["CORNERSTONE_PROVE"] == "1"
    /// Beside London: no clock change, half an hour of one, one at midnight, the southern year, the day line.
    private static let zones = [
        "Europe/London", "Europe/London", "Europe/London", "UTC", "Australia/Lord_Howe", "America/Santiago",
        "Asia/Kolkata",
        "Pacific/Auckland", "America/New_York",
    ]

    @Test("Random cases over clock changes, Christmas, leap years and month ends", .enabled(if: python != nil))
    func agree() throws {
        var random = SeededRandom(seed: 25)
        let count = Self.isProof ? 12_000 : 600
        let cases = try (0..<count).map { number in try Self.made(number, &random) }
        let answers = try Self.ask(cases.map(\.question))
        #expect(answers.count == cases.count)
        var differing = 0
        for (one, other) in zip(cases, answers) where one.answer != other {
            differing += 1
            if differing <= 10 { Issue.record("\(one.question): here \(one.answer), there \(other)") }
        }
        #expect(differing == 0, "\(differing) of \(count)")
        print("Days reckoned twice: \(cases.count) cases, \(differing) differ.")
    }

    // MARK: Cases

    private static func made(_ number: Int, _ random: inout SeededRandom) throws -> Case {
        switch number % 7 {
        case 0: try moment(&random)
        case 1: try end(&random)
        case 2: try months(&random)
        case 3: try proposal(&random)
        case 4: asking(&random)
        case 5: due(&random)
        default: try repeats(&random)
        }
    }

    /// Days that matter more often than their share: clock changes, Christmas, leap days, the ends of months and years.
    private static func day(_ random: inout SeededRandom, _ years: ClosedRange<Int> = 1990...2037) -> Day {
        let year = random.number(years)
        let month = random.number(1...12)
        let any = random.number(1...Day.length(ofMonth: month, year: year))
        let (chosenMonth, chosenDay): (Int, Int) =
            switch random.below(6) {
            case 0: (random.pick([3, 10]), random.number(25...31))
            case 1: (12, random.number(24...31))
            case 2: (2, random.number(27...Day.length(ofMonth: 2, year: year)))
            case 3: (month, Day.length(ofMonth: month, year: year))
            case 4: (random.pick([1, 4]), 1)
            default: (month, any)
            }
        return Day(year: year, month: chosenMonth, day: chosenDay) ?? Day(number: 0)
    }

    private static func moment(_ random: inout SeededRandom) throws -> Case {
        let zone = random.pick(zones)
        // Around midnight and around the hour at which clocks change, to the microsecond.
        let seconds = Int64(day(&random).number) * 86_400 + Int64(random.pick([0, 1, 2, 12, 23])) * 3_600
        let instant = Instant(microseconds: seconds * 1_000_000 + Int64(random.number(-3_700_000_000...3_700_000_000)))
        let clock = Clock(timeZone: try zoneNamed(zone)) { instant }
        let wall = clock.wallTime(of: instant)
        return Case(
            question: ["kind": "moment", "zone": zone, "us": instant.microseconds],
            answer: "\(clock.today.iso) \(wall.hour):\(wall.minute)")
    }

    private static func end(_ random: inout SeededRandom) throws -> Case {
        let zone = random.pick(zones)
        let day = day(&random)
        let clock = Clock(timeZone: try zoneNamed(zone)) { Instant(microseconds: 0) }
        return Case(
            question: ["kind": "end", "zone": zone, "day": day.iso], answer: String(clock.end(of: day).microseconds))
    }

    private static func zoneNamed(_ name: String) throws -> TimeZone { try #require(TimeZone(identifier: name)) }

    private static func months(_ random: inout SeededRandom) throws -> Case {
        let (day, count) = (day(&random), random.number(-300...300))
        return Case(
            question: ["kind": "months", "day": day.iso, "count": count], answer: day.adding(months: count).iso)
    }

    private static func cycle(_ random: inout SeededRandom) -> Recurrence {
        switch random.below(6) {
        case 0: Recurrence(every: random.number(1...12), unit: .month)
        case 1: Recurrence(every: random.number(1...8), unit: .week)
        case 2: Recurrence(every: 1, unit: .year)
        case 3: Recurrence(every: random.number(7...100), unit: .day)
        default: Recurrence(every: random.pick([1, 3, 6]), unit: .month)
        }
    }

    private static func proposal(_ random: inout SeededRandom) throws -> Case {
        let (on, imported, cycle) = (day(&random), day(&random), cycle(&random))
        let year = random.pick(PlanYear.allCases)
        let closing = random.number(0...60)
        let asked = random.chance(50) ? day(&random) : nil
        let rounds = asked.map {
            [round(opens: $0, closes: $0, from: $0, to: $0)]
        }
        let plan = Plan(
            strategy: Strategy(
                id: StrategyID(1), title: "Plan", year: year, marking: .official,
                source: PlanSource(name: "plan.csv", digest: String(repeating: "0", count: 64)), imported: imported,
                importedAt: JournalSequence(1), version: JournalSequence(1)),
            at: JournalSequence(100), actions: [], rounds: rounds ?? [], owed: [:])
        let made = RoundProposal.next(for: plan, on: on, cycle: cycle, closingDays: closing)
        var question: [String: Any] = [
            "kind": "proposal", "day": on.iso, "imported": imported.iso, "year": year.rawValue, "every": cycle.every,
            "unit": cycle.unit.rawValue, "closing": closing,
        ]
        if let asked { question["asked"] = asked.iso }
        let days = [made.periodFrom, made.periodTo, made.opens, made.closes]
        return Case(question: question, answer: days.map(\.iso).joined(separator: " "))
    }

    private static func round(
        opens: Day, closes: Day, from: Day, to: Day, reminders: [RoundReminder] = []
    ) -> Round {
        Round(
            id: RoundID(1), strategy: StrategyID(1), periodFrom: from, periodTo: to, opens: opens, closes: closes,
            opened: JournalSequence(11), openedAt: Instant(microseconds: 0), version: JournalSequence(11),
            reminders: reminders)
    }

    private static func asking(_ random: inout SeededRandom) -> Case {
        let (opens, length, days) = asked(&random)
        let closes = opens.adding(days: length)
        let found = ReminderRule.days(of: round(opens: opens, closes: closes, from: opens, to: opens), days)
        return Case(
            question: [
                "kind": "asking", "opens": opens.iso, "closes": closes.iso, "before": days.beforeClosing,
                "after": days.afterClosing,
            ], answer: found.map(\.iso).joined(separator: " "))
    }

    private static func asked(_ random: inout SeededRandom) -> (opens: Day, length: Int, days: ReminderDays) {
        let days = ReminderDays(
            beforeClosing: (0..<random.below(4)).map { _ in random.number(1...20) },
            afterClosing: (0..<random.below(3)).map { _ in random.number(1...20) })
        return (day(&random), random.number(0...40), random.chance(40) ? .standard : days)
    }

    private static func due(_ random: inout SeededRandom) -> Case {
        let (opens, length, days) = asked(&random)
        let closes = opens.adding(days: length)
        let on = opens.adding(days: random.number(-3...length + 25))
        let reminded = (0..<random.below(4)).map { _ in opens.adding(days: random.number(0...length + 20)) }
        let round = round(
            opens: opens, closes: closes, from: opens, to: opens,
            reminders: reminded.enumerated().map {
                RoundReminder(step: $0.offset, on: $0.element, members: [], sequence: JournalSequence(20))
            })
        let plan = Plan(
            strategy: Strategy(
                id: StrategyID(1), title: "Plan", year: .financial, marking: .official,
                source: PlanSource(name: "plan.csv", digest: String(repeating: "0", count: 64)), imported: opens,
                importedAt: JournalSequence(1), version: JournalSequence(1)),
            at: JournalSequence(100), actions: [], rounds: [round], owed: [:])
        return Case(
            question: [
                "kind": "due", "opens": opens.iso, "closes": closes.iso, "before": days.beforeClosing,
                "after": days.afterClosing, "on": on.iso, "asked": reminded.map(\.iso),
            ], answer: ReminderRule.isDue(round, in: plan, on: on, days) ? "yes" : "no")
    }

    private static func repeats(_ random: inout SeededRandom) throws -> Case {
        let (imported, cycle) = (day(&random, 2000...2030), cycle(&random))
        let year = random.pick(PlanYear.allCases)
        var commitment = Commitment(wording: "Repeated", repeats: cycle)
        if random.chance(60) { commitment.due = day(&random, 2000...2030) }
        if random.chance(40) {
            commitment.opens =
                commitment.due.map { $0.adding(days: -random.number(0...900)) } ?? day(&random, 2000...2030)
        }
        let on = day(&random, 1999...2040)
        let calendar = try #require(OccurrenceCalendar(commitment, year: year, imported: imported))
        var question: [String: Any] = [
            "kind": "repeats", "every": cycle.every, "unit": cycle.unit.rawValue, "year": year.rawValue,
            "imported": imported.iso, "day": on.iso,
        ]
        question["due"] = commitment.due?.iso
        question["opens"] = commitment.opens?.iso
        let (latest, next) = (calendar.latestDue(onOrBefore: on), calendar.nextDue(after: on))
        return Case(question: question, answer: "\(latest?.iso ?? "-") \(next?.iso ?? "-")")
    }

    // MARK: The other one

    private static func ask(_ questions: [[String: Any]]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("days-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (asked, told) = (folder.appendingPathComponent("asked"), folder.appendingPathComponent("told"))
        var lines = Data()
        for question in questions {
            lines += try JSONSerialization.data(withJSONObject: question, options: [.sortedKeys]) + Data("\n".utf8)
        }
        try lines.write(to: asked)
        try Data().write(to: told)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(python))
        process.arguments = [script.path]
        process.standardInput = try FileHandle(forReadingFrom: asked)
        process.standardOutput = try FileHandle(forWritingTo: told)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try String(contentsOf: told, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}

@Suite("A clock that jumps neither asks twice nor forgets")
struct JumpingClockTests {
    /// A round over the spring change of 29 March 2026; the wall clock is set an hour forward or back now and then.
    @Test("Every reminder day asks once, whatever the clock does in between", arguments: 0..<2)
    func jumps(seed: Int) async throws {
        var random = SeededRandom(seed: UInt64(seed) + 100)
        let test = try await TestHouse.make(on: "2026-03-14")
        let cast = try await test.cast()
        let strategy = try await test.importPlan(by: cast)
        let (opens, closes) = (try #require(Day(iso: "2026-03-16")), try #require(Day(iso: "2026-03-30")))
        let opened = try await test.house.plans.perform(
            .openRound(
                OpenRound(
                    periodFrom: try #require(Day(iso: "2026-01-01")), periodTo: try #require(Day(iso: "2026-03-15")),
                    opens: opens, closes: closes), strategy), by: cast.coordinator)
        let last = closes.adding(days: 5)
        var jumps = 0
        while test.house.clock.today <= last {
            _ = try await test.house.plans.askByRule(.standard)
            // The hour goes by; one time in five the clock is then set, most often around midnight.
            test.wait(seconds: 3_600)
            guard random.chance(20) || test.house.clock.wallTime(of: test.house.clock.now).hour == 0 else { continue }
            _ = try await test.house.plans.askByRule(.standard)
            let back = random.chance(50)
            test.wait(seconds: back ? -3_600 : 3_600)
            _ = try await test.house.plans.askByRule(.standard)
            jumps += 1
            // Never more than one hour behind, or the month would not end.
            if back { test.wait(seconds: 3_600) }
        }
        let picture = try await test.house.plans.picture(
            of: strategy, Sight.of(cast.coordinator), at: try await test.house.plans.moment())
        let round = try #require(picture.plan.round(RoundID(opened.subject.number)))
        let wanted = ReminderRule.days(of: round, .standard)
        #expect(round.reminders.map(\.on) == wanted)
        #expect(jumps > 20)
    }
}
