import Charts
import Statistics
import Vocabulary

/// Figures of findings: each says its finding as a headline, and its table stands in the same report.
enum AnalysisFigure {
    /// Estimates with intervals, strongest first where they are many.
    static func intervals(
        _ findings: [Finding], _ method: MethodDescription, sentence: String, axis: String, reference: Double? = nil,
        isLogarithmic: Bool = false
    ) -> Figure? {
        let known = findings.indices.filter { (findings[$0].estimate ?? .nan).isFinite }
        guard !known.isEmpty else { return nil }
        let ordered = (known.count > IntervalPlot.mostRows ? highest(known, findings) : known).map { findings[$0] }
        let plot = IntervalPlot(
            rows: ordered.map { finding in
                let apart = reference.map { !(finding.interval?.holds($0) ?? true) } ?? false
                return IntervalPlot.Row(
                    finding.key, finding.estimate ?? 0, low: finding.interval?.low, high: finding.interval?.high,
                    isStrong: finding.q.map { $0 <= 0.05 } ?? apart)
            }, axis: axis, reference: reference, isLogarithmic: isLogarithmic)
        let shown = min(known.count, IntervalPlot.mostRows)
        return figure(
            plot.drawing(named: sentence), method, sentence,
            shown < known.count ? "The \(shown) highest of \(known.count); the table has all." : "\(shown) estimates.")
    }

    /// The places of the highest estimates that are drawn, highest first; of equal ones those that come first.
    private static func highest(_ known: [Int], _ findings: [Finding]) -> [Int] {
        var kept: [(place: Int, value: Double)] = []
        for place in known {
            let value = findings[place].estimate ?? 0
            if kept.count == IntervalPlot.mostRows, let last = kept.last, value <= last.value { continue }
            let at = kept.firstIndex { $0.value < value } ?? kept.count
            kept.insert((place, value), at: at)
            if kept.count > IntervalPlot.mostRows { kept.removeLast() }
        }
        return kept.map(\.place)
    }

    static func figure(
        _ drawing: Drawing, _ method: MethodDescription, _ sentence: String, _ summary: String
    ) -> Figure {
        Figure(
            drawings: [drawing], title: sentence, subtitle: method.title, summary: summary,
            source: "cornerstone analyse \(method.name), version \(method.version)")
    }
}

extension Finding {
    /// A further figure that is a number.
    func figure(_ name: String) -> Double? {
        if case .number(let value)? = more.first(where: { $0.name == name })?.value { value } else { nil }
    }
}
