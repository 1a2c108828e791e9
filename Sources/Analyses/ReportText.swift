import Vocabulary

/// A report as text for a terminal: the sentence, a table, what was left out, what is assumed, how not to misread it.
public enum ReportText {
    public static func text(_ report: AnalysisReport) -> String {
        let result = report.result
        var parts = [result.sentence, table(result.findings)]
        let insufficient = result.findings.compactMap { finding in
            finding.whyNone.map { "\(finding.key): \($0)" }
        }
        if !insufficient.isEmpty {
            parts.append((["Too little to say anything:"] + insufficient).joined(separator: "\n  "))
        }
        if !result.exclusions.isEmpty { parts.append((["Left out:"] + result.exclusions).joined(separator: "\n  ")) }
        if !result.assumptions.isEmpty {
            let lines = result.assumptions.map { "\($0.assumption): \($0.verdict.rawValue). \($0.note)" }
            parts.append((["Assumed:"] + lines).joined(separator: "\n  "))
        }
        parts.append("Read with care: \(result.caution)")
        let seed = report.seed.map { ", seed \($0)" } ?? ""
        parts.append("\(report.method.title) (\(report.method.name), version \(report.method.version)\(seed))")
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func table(_ findings: [Finding]) -> String {
        let names = FigureNames.of(findings)
        let columns: [(String, (Finding) -> String)] =
            [
                ("", { $0.key }), ("estimate", { $0.estimate.map(ReportNumber.short) ?? "–" }),
                ("from", { $0.interval.map { ReportNumber.short($0.low) } ?? "" }),
                ("to", { $0.interval.map { ReportNumber.short($0.high) } ?? "" }),
                ("p", { $0.p.map(ReportNumber.short) ?? "" }), ("q", { $0.q.map(ReportNumber.short) ?? "" }),
                ("n", { $0.n.map(ReportNumber.short) ?? "" }),
                ("out of", { $0.denominator.map(ReportNumber.short) ?? "" }),
            ] + names.map { name in (name, { word($0, name) }) }
        let shown = columns.filter { column in findings.contains { !column.1($0).isEmpty } }
        let rows = [shown.map(\.0)] + findings.map { finding in shown.map { $0.1(finding) } }
        let widths = shown.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.indices.map { column in
                let gap = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 0 ? row[column] + gap : gap + row[column]
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private static func word(_ finding: Finding, _ name: String) -> String {
        guard let figure = finding.more.first(where: { $0.name == name }) else { return "" }
        let word =
            switch figure.value {
            case .number(let value): ReportNumber.short(value)
            case .numbers(let values): values.map(ReportNumber.short).joined(separator: ";")
            default: ReportNumber.word(figure.value)
            }
        return word.count <= 40 ? word : String(word.prefix(39)) + "…"
    }
}
