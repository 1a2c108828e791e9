import Charts
import Geography
import Vocabulary

/// A map of findings where outlines were given: one class for each area, and a key.
enum AreaMap {
    /// - Parameters:
    ///   - kinds: for each record, which of the classes.
    ///   - words: for each record, what its area is said to be.
    static func drawing(
        _ shapes: AreaShapes, names: [String], kinds: [Int], words: [String], classes: [MapPlot.Class],
        sentence: String
    ) -> Drawing? {
        let drawn = shapes.areas.enumerated().compactMap { place, area -> MapPlot.Shape? in
            guard let area else { return nil }
            let rings = area.polygons.flatMap { $0.map { ring in ring.map { (x: $0.x, y: $0.y) } } }
            return MapPlot.Shape("\(names[place]): \(words[place])", rings: rings, kind: kinds[place])
        }
        guard !drawn.isEmpty else { return nil }
        return MapPlot(shapes: drawn, classes: classes).drawing(named: "Map. \(sentence)")
    }

    /// The map alone, as the figure of a method.
    static func figure(_ drawing: Drawing?, _ method: MethodDescription, _ sentence: String) -> Figure? {
        drawing.map {
            AnalysisFigure.figure(
                $0, method, sentence, "Areas as they lie, by what was found; the table has each of them.")
        }
    }

    /// Areas in five steps with about as many in each, from little to much; those without a figure by themselves.
    static func steps(
        _ shapes: AreaShapes, _ findings: [Finding], sentence: String
    ) -> Drawing? {
        let known = findings.compactMap(\.estimate).filter(\.isFinite).sorted()
        guard let least = known.first, let most = known.last else { return nil }
        var cuts: [Double] = []
        for step in 1..<5 {
            let cut = known[min(known.count - 1, step * known.count / 5)]
            if cut > (cuts.last ?? least) { cuts.append(cut) }
        }
        let ends = [least] + cuts + [most]
        var classes = (0..<ends.count - 1).map { step in
            let tone = cuts.isEmpty ? 2 : Int((4 * Double(step) / Double(cuts.count)).rounded())
            let upper =
                step == ends.count - 2 ? ReportNumber.short(most) : "under \(ReportNumber.short(ends[step + 1]))"
            return MapPlot.Class("\(ReportNumber.short(ends[step])) to \(upper)", .step(tone))
        }
        classes.append(MapPlot.Class("nothing known", .unknown))
        let kinds = findings.map { finding in
            guard let value = finding.estimate, value.isFinite else { return classes.count - 1 }
            return cuts.count { value >= $0 }
        }
        let words = findings.map { finding in
            finding.estimate.map { value in
                let reach = finding.interval.map {
                    " (\(ReportNumber.short($0.low)) to \(ReportNumber.short($0.high)))"
                }
                return ReportNumber.short(value) + (reach ?? "")
            } ?? "nothing known"
        }
        return drawing(
            shapes, names: findings.map(\.key), kinds: kinds, words: words, classes: classes, sentence: sentence)
    }
}
