/// Every mark of a timeline with the look that tells it from the others. Shape and pattern carry the meaning; colour, in
/// print often gone, only repeats it.
enum TimelineMark: Hashable, CaseIterable {
    case overdue, silent, underWay, notYetConfirmed, notYetOpen, completed, withdrawn
    case moved, slip, asked, repeated, repeatedDone, comb, condition, period, continues, openEnd, late, today, beyond

    init(_ state: TimelineState) {
        self =
            switch state {
            case .overdue: .overdue
            case .silent: .silent
            case .underWay: .underWay
            case .notYetConfirmed: .notYetConfirmed
            case .notYetOpen: .notYetOpen
            case .completed: .completed
            case .withdrawn: .withdrawn
            }
    }

    /// What the key says of a mark that is no state.
    var words: String {
        switch self {
        case .moved: "due day as first stated"
        case .slip: "agreed to be later"
        case .asked: "a delay is asked for"
        case .repeated: "due again"
        case .repeatedDone: "done that time"
        case .comb: "due again, too often to draw each"
        case .condition: "waits for something"
        case .period: "from opening to due day"
        case .continues: "goes on without an end"
        case .openEnd: "no end stated"
        case .late: "late since the due day"
        case .today: "the day of this timeline"
        case .beyond: "beyond the axis, with its date"
        case .overdue: TimelineState.overdue.rawValue
        case .silent: TimelineState.silent.rawValue
        case .underWay: TimelineState.underWay.rawValue
        case .notYetConfirmed: TimelineState.notYetConfirmed.rawValue
        case .notYetOpen: TimelineState.notYetOpen.rawValue
        case .completed: TimelineState.completed.rawValue
        case .withdrawn: TimelineState.withdrawn.rawValue
        }
    }

    /// The state a mark stands for; nil for the others.
    var state: TimelineState? { TimelineState.allCases.first { TimelineMark($0) == self } }

    /// The colours of the pages.
    var colour: String {
        switch self {
        case .overdue, .silent, .late: "#a5170c"
        case .underWay: "#8a4b00"
        case .completed, .repeatedDone: "#10592f"
        case .notYetConfirmed, .notYetOpen, .withdrawn: "#3e4954"
        default: "#16202b"
        }
    }
}

extension SVG {
    /// A mark with its middle at a point.
    mutating func mark(_ mark: TimelineMark, x: Double, y: Double) {
        let ink = mark.colour
        let solid = [("fill", ink), ("stroke", ink)]
        let hollow = [("fill", "#fff"), ("stroke", ink), ("stroke-width", "1.6")]
        switch mark {
        case .overdue: path(SVG.triangle(x, y), solid)
        case .silent:
            path(SVG.triangle(x, y), hollow)
            rule(x, y - 1.5, x, y + 2.5, [("stroke", ink), ("stroke-width", "1.6")])
        case .underWay: path(SVG.diamond(x, y, 6.5), solid)
        case .moved: path(SVG.diamond(x, y, 5), hollow)
        case .notYetConfirmed:
            circle(x, y, hollow)
            path(
                "M\(SVG.point(x, y - 5.5))A5.5 5.5 0 0 0 \(SVG.point(x, y + 5.5))Z", solid)
        case .notYetOpen: circle(x, y, hollow)
        case .completed:
            circle(x, y, solid)
            path(
                "M\(SVG.point(x - 3, y))L\(SVG.point(x - 0.8, y + 2.5))L\(SVG.point(x + 3.2, y - 2.6))",
                [("fill", "none"), ("stroke", "#fff"), ("stroke-width", "1.8")])
        case .withdrawn:
            path(
                "M\(SVG.point(x - 5, y - 5))L\(SVG.point(x + 5, y + 5))M\(SVG.point(x - 5, y + 5))L\(SVG.point(x + 5, y - 5))",
                [("fill", "none"), ("stroke", ink), ("stroke-width", "2")])
        case .repeated: rule(x, y - 5, x, y + 5, [("stroke", ink), ("stroke-width", "1.2")])
        case .repeatedDone: rule(x, y - 6, x, y + 6, [("stroke", ink), ("stroke-width", "4")])
        case .condition:
            box(x - 6, y - 7, 12, 14, [("fill", "#fff"), ("stroke", ink), ("stroke-width", "1.2")])
            line(
                "?", x: x, y: y + 4.5,
                [("text-anchor", "middle"), ("font-size", "12"), ("font-weight", "bold")])
        case .slip, .asked, .comb, .period, .continues, .openEnd, .late, .today, .beyond:
            span(mark, x - 20, x + 20, y)
        }
    }

    /// A mark that reaches from one place to another.
    mutating func span(_ mark: TimelineMark, _ from: Double, _ to: Double, _ y: Double) {
        let ink = mark.colour
        let line = [("stroke", ink), ("stroke-width", "1.6")]
        switch mark {
        case .period: box(from, y - 4, to - from, 8, [("fill", "#dfe5ea"), ("stroke", ink)])
        case .late:
            rule(from, y, to, y, [("stroke", ink), ("stroke-width", "8"), ("stroke-dasharray", "2 3")])
        case .comb: rule(from, y, to, y, [("stroke", ink), ("stroke-width", "9"), ("stroke-dasharray", "1 2")])
        case .openEnd:
            rule(from, y, to, y, line + [("stroke-dasharray", "7 4")])
            rule(from, y - 4, from, y + 4, line)
        case .continues:
            path(
                "M\(SVG.point(from, y - 4))H\(SVG.number(to - 8))V\(SVG.number(y - 7))L\(SVG.point(to, y))L\(SVG.point(to - 8, y + 7))V\(SVG.number(y + 4))H\(SVG.number(from))Z",
                [("fill", "#dfe5ea"), ("stroke", ink)])
        case .slip, .asked: move(from, to, y, isAsked: mark == .asked)
        case .today:
            rule(from, y, to, y, [("stroke", ink), ("stroke-width", "2"), ("stroke-dasharray", "4 3")])
        case .beyond:
            path(
                "M\(SVG.point(to - 12, y - 4))L\(SVG.point(to - 7, y))L\(SVG.point(to - 12, y + 4))M\(SVG.point(to - 5, y - 4))L\(SVG.point(to, y))L\(SVG.point(to - 5, y + 4))",
                [("fill", "none")] + line)
        default: break
        }
    }

    /// An arrow from one day to another; over a short way a hook above them.
    private mutating func move(_ from: Double, _ to: Double, _ y: Double, isAsked: Bool) {
        let dashes = isAsked ? [("stroke-dasharray", "3 2")] : []
        let line = [("fill", "none"), ("stroke", "#16202b"), ("stroke-width", "1.6")]
        let head: String
        if abs(to - from) >= 20 {
            let back: Double = to > from ? -6 : 6
            path("M\(SVG.point(from, y))H\(SVG.number(to))", line + dashes)
            head = "M\(SVG.point(to + back, y - 4))L\(SVG.point(to, y))L\(SVG.point(to + back, y + 4))"
        } else {
            path(
                "M\(SVG.point(from, y - 6))V\(SVG.number(y - 10))H\(SVG.number(to))V\(SVG.number(y - 6))", line + dashes
            )
            head = "M\(SVG.point(to - 3, y - 9))L\(SVG.point(to, y - 6))L\(SVG.point(to + 3, y - 9))"
        }
        path(head, line)
    }

    private mutating func circle(_ x: Double, _ y: Double, _ attributes: [(String, String)]) {
        element("circle", [("cx", SVG.number(x)), ("cy", SVG.number(y)), ("r", "5.5")] + attributes)
    }

    static func point(_ x: Double, _ y: Double) -> String { "\(number(x)) \(number(y))" }

    private static func triangle(_ x: Double, _ y: Double) -> String {
        "M\(point(x, y - 6.5))L\(point(x + 6.5, y + 5))L\(point(x - 6.5, y + 5))Z"
    }

    private static func diamond(_ x: Double, _ y: Double, _ size: Double) -> String {
        "M\(point(x, y - size))L\(point(x + size, y))L\(point(x, y + size))L\(point(x - size, y))Z"
    }
}
