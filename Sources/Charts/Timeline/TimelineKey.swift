/// The key of a timeline: each mark that is used, with its words, flowing over as many lines as it needs.
struct TimelineKey {
    private struct Entry {
        let mark: TimelineMark
        let words: String
        let x: Double
        let line: Int
    }

    private var entries: [Entry] = []
    private(set) var lines = 0
    static let lineHeight = 20.0
    static let size = 12.0

    init(_ marks: Set<TimelineMark>, words: [TimelineState: String], width room: Double) {
        var x = 10.0
        var line = 0
        for mark in TimelineMark.allCases where marks.contains(mark) {
            let text = mark.state.flatMap { words[$0] } ?? mark.words
            let width = TimelineKey.sample(mark) + LetterWidths.width(text, size: TimelineKey.size) + 22
            if x + width > room, x > 10 {
                x = 10
                line += 1
            }
            entries.append(Entry(mark: mark, words: text, x: x, line: line))
            x += width
        }
        lines = entries.isEmpty ? 0 : line + 1
    }

    /// What the key needs, with the line above it.
    var height: Double { Double(lines) * TimelineKey.lineHeight + 10 }

    func draw(into svg: inout SVG, top: Double) {
        svg.open("g", [("font-size", SVG.number(TimelineKey.size))])
        for entry in entries {
            let y = top + 16 + Double(entry.line) * TimelineKey.lineHeight
            let sample = TimelineKey.sample(entry.mark)
            svg.mark(entry.mark, x: entry.x + sample / 2, y: y)
            svg.line(entry.words, x: entry.x + sample + 5, y: y + 4)
        }
        svg.close("g")
    }

    private static func sample(_ mark: TimelineMark) -> Double {
        switch mark {
        case .slip, .asked, .comb, .period, .continues, .openEnd, .late, .today, .beyond: 42
        default: 16
        }
    }
}
