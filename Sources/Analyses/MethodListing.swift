/// The methods as a list: by question for people, as JSON for programs.
public enum MethodListing {
    public static func json() -> String {
        var json = JSONText()
        json.object {
            $0.field("format", 1)
            $0.list("methods", AnalysisCatalogue.all.map { $0.description }) { method($0, &$1) }
        }
        return json.text + "\n"
    }

    private static func method(_ method: MethodDescription, _ json: inout JSONText) {
        json.object {
            $0.field("name", method.name)
            $0.field("version", method.version)
            $0.field("title", method.title)
            $0.field("question", method.question.rawValue)
            $0.list("roles", method.roles) { role, json in
                json.object {
                    $0.field("name", role.name)
                    $0.field("type", role.kind.rawValue)
                    $0.field("unit", role.unit)
                    $0.field("required", role.isRequired)
                    $0.field("repeatable", role.isRepeatable)
                    $0.field("meaning", role.meaning)
                    $0.list("also", RoleNames.others(of: role, method)) { $1.value($0) }
                }
            }
            $0.list("options", method.options) { option($0, &$1) }
            $0.field("neighbours", method.neighbours.rawValue)
            $0.field("boundaries", method.boundaries.rawValue)
            $0.field("random", method.isRandom)
            $0.field("example", method.commandLine)
        }
    }

    private static func option(_ option: Option, _ json: inout JSONText) {
        json.object {
            $0.field("name", option.name)
            $0.field("type", option.kind.word)
            $0.field("unit", option.unit)
            $0.field("default", option.standard)
            switch option.kind {
            case .choice(let choices): $0.list("choices", choices) { $1.value($0) }
            case .number(let range):
                $0.field("least", range.lowerBound)
                $0.field("most", range.upperBound)
            case .whole(let range):
                $0.field("least", range.lowerBound)
                $0.field("most", range.upperBound)
            case .text, .day, .numbers, .file, .flag: break
            }
            $0.field("meaning", option.meaning)
        }
    }

    /// By question, a line for each method.
    public static func text() -> String {
        let methods = AnalysisCatalogue.all.map { $0.description }
        let width = methods.map(\.name.count).max() ?? 0
        return Question.allCases.compactMap { question in
            let of = methods.filter { $0.question == question }
            guard !of.isEmpty else { return nil }
            let lines = of.map { "  \($0.name)\(String(repeating: " ", count: width - $0.name.count))  \($0.title)" }
            return ([question.rawValue] + lines).joined(separator: "\n")
        }.joined(separator: "\n\n") + "\n"
    }

    /// What one method takes.
    public static func text(_ method: MethodDescription) -> String {
        let roles = method.roles.map { role in
            let unit = role.unit.map { ", \($0)" } ?? ""
            let need = role.isRequired ? "" : " (may be left out)"
            let others = RoleNames.others(of: role, method).prefix(5).map { "--\($0)" }
            let also = others.isEmpty ? "" : "; also \(others.joined(separator: ", "))"
            return "  --\(role.name) COLUMN   \(role.meaning)\(need); \(role.kind.rawValue)\(unit)\(also)"
        }
        let options = method.options.map { option in
            let standard = option.standard.map { "; otherwise \($0)" } ?? ""
            let unit = option.unit.map { ", \($0)" } ?? ""
            return "  --\(option.name)\(option.kind.taken)   \(option.meaning)\(unit)\(standard)"
        }
        let neighbours =
            (method.neighbours == .none ? [] : ["  --neighbours PAIRS.csv   Which areas lie side by side"])
            + (method.boundaries == .none ? [] : ["  --boundaries FILE.geojson   The outlines of areas"])
        let lines =
            ["\(method.name): \(method.title)", method.question.rawValue, "", "Columns:"] + roles
            + (options.isEmpty ? [] : ["", "Options:"]) + options + neighbours
            + ["", "Example, as typed in the project's folder:", "  \(method.commandLine)"]
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Option.Kind {
    /// What is typed after the option's name.
    fileprivate var taken: String {
        switch self {
        case .flag: ""
        case .choice(let choices): " " + choices.joined(separator: "|")
        case .number(let range):
            " \(ReportNumber.short(range.lowerBound))...\(ReportNumber.short(range.upperBound))"
        case .whole(let range): " \(range.lowerBound)...\(range.upperBound)"
        case .numbers: " NUMBER,NUMBER,..."
        case .day: " DAY"
        case .file: " FILE.csv"
        case .text: " VALUE"
        }
    }
}
