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
        let known = findings.filter { ($0.estimate ?? .nan).isFinite }
        guard !known.isEmpty else { return nil }
        let ordered =
            known.count > IntervalPlot.mostRows ? known.sorted { ($0.estimate ?? 0) > ($1.estimate ?? 0) } : known
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
