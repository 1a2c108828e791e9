import Tables
import Vocabulary

/// A report as JSON: one fixed shape for every method.
public enum ReportJSON {
    public static func text(_ report: AnalysisReport) -> String {
        var json = JSONText()
        json.object {
            $0.field("format", 1)
            $0.field("method", report.method.name)
            $0.field("version", report.method.version)
            $0.field("seed", report.seed)
            $0.list("results", report.result.findings) { finding($0, &$1) }
            $0.list("exclusions", report.result.exclusions) { $1.value($0) }
            $0.list("assumptions", report.result.assumptions) { check, json in
                json.object {
                    $0.field("assumption", check.assumption)
                    $0.field("verdict", check.verdict.rawValue)
                    $0.field("note", check.note)
                }
            }
            $0.field("caution", report.result.caution)
            $0.field("sentence", report.result.sentence)
        }
        return json.text + "\n"
    }

    private static func finding(_ finding: Finding, _ json: inout JSONText) {
        json.object {
            $0.field("key", finding.key)
            $0.field("estimate", finding.estimate)
            $0.field("low", finding.interval?.low)
            $0.field("high", finding.interval?.high)
            $0.field("confidence", finding.interval?.confidence)
            $0.field("p", finding.p)
            $0.field("q", finding.q)
            $0.field("n", finding.n)
            $0.field("denominator", finding.denominator)
            if let why = finding.whyNone {
                $0.field("status", "insufficient")
                $0.field("why", why)
            } else {
                $0.field("status", "ok")
            }
            $0.name("more")
            $0.object {
                for figure in finding.more {
                    switch figure.value {
                    case .number(let value): $0.field(figure.name, value)
                    case .text(let text): $0.field(figure.name, text)
                    case .flag(let flag): $0.field(figure.name, flag)
                    case .numbers(let values): $0.list(figure.name, values) { $1.value($0) }
                    case .texts(let texts): $0.list(figure.name, texts) { $1.value($0) }
                    }
                }
            }
        }
    }
}

/// A report as CSV: a line for each finding, further figures in columns of their own. Words are guarded against being taken
/// for a formula; numbers stay numbers.
public enum ReportCSV {
    public static func text(_ report: AnalysisReport) -> String {
        let findings = report.result.findings
        let names = FigureNames.of(findings)
        let fixed = ["key", "estimate", "low", "high", "confidence", "p", "q", "n", "denominator", "status"]
        var text = (fixed + names).map(words).joined(separator: ",") + "\r\n"
        text.reserveCapacity(findings.count * 16 * (fixed.count + names.count))
        for finding in findings { line(finding, names, &text) }
        return text
    }

    private static func line(_ finding: Finding, _ names: [String], _ text: inout String) {
        func number(_ value: Double?) {
            text += ","
            if let value { text += ReportNumber.text(value) }
        }
        let interval = finding.interval
        text += words(finding.key)
        number(finding.whyNone == nil ? finding.estimate : nil)
        number(interval?.low)
        number(interval?.high)
        number(interval?.confidence)
        number(finding.p)
        number(finding.q)
        number(finding.n)
        number(finding.denominator)
        text += ","
        if let why = finding.whyNone { text += words("insufficient: \(why)") } else { text += "ok" }
        for (place, name) in names.enumerated() {
            text += ","
            switch FigureNames.value(name, at: place, in: finding) {
            case nil: break
            case .number(let number)?: text += ReportNumber.text(number)
            case let value?: text += words(ReportNumber.word(value))
            }
        }
        text += "\r\n"
    }

    private static func words(_ text: String) -> String {
        isPlain(text) ? text : String(CSVWriter.line([text]).dropLast())
    }

    /// Nothing that a reader of the file could take for anything but letters and digits.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x5F: true
            default: false
            }
        }
    }
}

/// The names of further figures over many findings, in the order in which they first come.
enum FigureNames {
    static func of(_ findings: [Finding]) -> [String] {
        var names: [String] = []
        for finding in findings {
            // Nearly always all findings have the same figures in the same order.
            for (place, figure) in finding.more.enumerated() where !(place < names.count && names[place] == figure.name)
            {
                if !names.contains(figure.name) { names.append(figure.name) }
            }
        }
        return names
    }

    static func value(_ name: String, at place: Int, in finding: Finding) -> NamedFigure.Value? {
        if place < finding.more.count, finding.more[place].name == name { return finding.more[place].value }
        return finding.more.first { $0.name == name }?.value
    }
}

/// Figures as text.
public enum ReportNumber {
    /// The shortest text that reads back as the same number; whole numbers without a point; empty where there is none.
    public static func text(_ value: Double) -> String {
        guard value.isFinite else { return "" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }

    /// As people read it: four figures that count.
    public static func short(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return value == 0 ? "0" : value.isNaN ? "–" : value > 0 ? "∞" : "-∞" }
        if value == value.rounded(), abs(value) < 1e9 { return String(Int(value)) }
        var places = 0
        var size = abs(value)
        while size < 1_000, places < 12 {
            size *= 10
            places += 1
        }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let rounded = (value * scale).rounded() / scale
        return text(rounded)
    }

    static func word(_ value: NamedFigure.Value) -> String {
        switch value {
        case .number(let number): text(number)
        case .text(let text): text
        case .flag(let flag): flag ? "yes" : "no"
        case .numbers(let list): list.map(text).joined(separator: ";")
        case .texts(let list): list.joined(separator: ";")
        }
    }
}

extension Finding {
    /// Why there is no number to give; nil where there is one. A ratio to nothing has no bound, which is no number either.
    var whyNone: String? {
        switch outcome {
        case .insufficient(let why): why
        case .estimated(let estimate):
            estimate.value.isFinite
                ? nil : "It has no bound; where a limit is given, that is how far it reaches at least"
        }
    }
}
