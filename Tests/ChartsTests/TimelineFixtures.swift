import Testing
import Vocabulary

@testable import Charts

/// Small timelines whose positions can be worked out by hand.
enum TimelineFixtures {
    static func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

    /// Ten days, ten units each: day n begins at 10 · n.
    static func axis() throws -> TimeAxis {
        TimeAxis(try day("2026-04-01")...day("2026-04-10"), year: .financial, left: 0, width: 100)
    }

    /// A whole financial year on the axis of a sheet.
    static func year() throws -> TimeAxis {
        TimeAxis(
            try day("2026-04-01")...day("2027-03-31"), year: .financial, left: TimelineFormat.screen.chartLeft,
            width: TimelineFormat.screen.chartWidth)
    }

    static func timeline(
        _ groups: [TimelineGroup], from: String = "2026-04-01", to: String = "2027-03-31", today: String = "2026-11-21",
        year: PlanYear = .financial
    ) throws -> Timeline {
        Timeline(
            title: "Timeline: City plan", subtitle: "Opening and due days", summary: "One action.", source: "City plan",
            today: try day(today), year: year, span: try day(from)...day(to), groups: groups)
    }

    static func row(_ number: Int, text: String = "Open a second base.", lanes: [TimelineLane]? = nil) throws
        -> TimelineRow
    {
        TimelineRow(
            name: "AP-\(1000 + number) Under way", text: text, state: .underWay,
            lanes: try lanes ?? [TimelineLane(state: .underWay, stated: day("2026-12-01"))])
    }

    /// One lane of each kind there is.
    static func everyLane() throws -> [TimelineLane] {
        let opens = try day("2026-05-01")
        let due = try day("2026-09-30")
        let later = try day("2027-01-31")
        var lanes = TimelineState.allCases.map { TimelineLane(state: $0, stated: due) }
        lanes += [
            TimelineLane(state: .underWay, opens: opens, stated: due),
            TimelineLane(state: .underWay, opens: opens, stated: due, agreed: later, slips: 2),
            TimelineLane(state: .underWay, stated: due, asked: later),
            TimelineLane(state: .underWay, opens: opens, continues: true),
            TimelineLane(state: .underWay, opens: opens),
            TimelineLane(state: .completed, opens: opens, stated: due, completed: later),
            TimelineLane(
                state: .underWay, stated: due,
                repeats: TimelineRepeats(days: [opens, due, later], done: [opens], isEndless: true)),
            TimelineLane(
                state: .underWay, stated: opens,
                repeats: TimelineRepeats(days: (0..<200).map { opens.adding(days: $0) }, isEndless: false)),
            TimelineLane(state: .underWay, stated: due, isConditional: true),
            TimelineLane(state: .underWay, isConditional: true, note: "waits for money"),
            TimelineLane(state: .underWay, note: "no date decided"),
            TimelineLane(state: .underWay, stated: try day("2199-01-01")),
        ]
        return lanes
    }
}

/// A drawing read as XML would be: every element in order, with its attributes and text; faults where it is not whole.
struct DrawnXML {
    struct Element {
        let name: String
        var attributes: [String: String]
        var text = ""
    }

    private(set) var elements: [Element] = []
    private(set) var faults: [String] = []

    init(_ svg: String) {
        var open: [Int] = []
        var rest = svg[...]
        while let start = rest.firstIndex(of: "<") {
            if let last = open.last { elements[last].text += rest[..<start] }
            guard let end = rest[start...].firstIndex(of: ">") else {
                faults.append("a tag that does not end")
                return
            }
            var inside = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if inside.hasPrefix("/") {
                guard let last = open.popLast(), elements[last].name == inside.dropFirst() else {
                    faults.append("</\(inside.dropFirst())> closes nothing")
                    return
                }
                continue
            }
            let isEmpty = inside.hasSuffix("/")
            if isEmpty { inside = inside.dropLast() }
            let name = inside.prefix { $0 != " " }
            var attributes: [String: String] = [:]
            let pieces = inside.dropFirst(name.count).split(separator: "\"", omittingEmptySubsequences: false)
            for index in stride(from: 0, to: pieces.count - 1, by: 2) {
                let key = pieces[index].filter { $0 != " " && $0 != "=" }
                if attributes[String(key)] != nil { faults.append("\(key) twice in \(name)") }
                attributes[String(key)] = String(pieces[index + 1])
            }
            elements.append(Element(name: String(name), attributes: attributes))
            if !isEmpty { open.append(elements.count - 1) }
        }
        if !open.isEmpty { faults.append("not closed: \(open.map { elements[$0].name })") }
    }
}
