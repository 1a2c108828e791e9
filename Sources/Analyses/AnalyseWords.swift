public import Vocabulary

/// The words after `analyse METHOD`, sorted into files, roles and options.
public struct AnalyseWords: Hashable, Sendable {
    public enum Form: String, Hashable, Sendable, CaseIterable { case text, json, csv, svg }

    public var file = ""
    public var columns: [String: [String]] = [:]
    public var options: [String: String] = [:]
    public var neighbours: String?
    public var boundaries: String?
    public var seed = AnalysisRequest.standardSeed
    public var form = Form.text
    /// What is off about words; told together with what is wrong in the file.
    public private(set) var problems: [Problem] = []

    /// - Throws: `AnalysisProblems` with a sentence for each word that is off, where it is not clear which file is meant.
    public init(_ words: [String], for method: MethodDescription) throws(AnalysisProblems) {
        var files: [String] = []
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            guard word.hasPrefix("--"), word.count > 2 else {
                files.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            var given = parts.count > 1 ? String(parts[1]) : nil
            if given == nil, takesValue(name, method), index < words.count {
                given = words[index]
                index += 1
            }
            if let problem = take(name, given, method) { problems.append(problem) }
        }
        if files.isEmpty { problems.append(.of("no-file", "Give the CSV file, or - for standard input.")) }
        if files.count > 1 {
            problems.append(
                .of("two-files", "One file at a time: \(files.joined(separator: ", ")) are \(files.count)."))
        }
        guard files.count == 1 else { throw AnalysisProblems(problems) }
        file = files[0]
    }

    private func takesValue(_ name: String, _ method: MethodDescription) -> Bool {
        if Form(rawValue: name) != nil { return false }
        return method.options.first { $0.name == name }?.kind != .flag
    }

    private mutating func take(_ name: String, _ given: String?, _ method: MethodDescription) -> Problem? {
        if let form = Form(rawValue: name) {
            self.form = form
            return nil
        }
        if let option = method.options.first(where: { $0.name == name }), option.kind == .flag {
            options[name] = given ?? ""
            return nil
        }
        guard let given else { return .of("no-value", "--\(name) needs a value after it.") }
        switch name {
        case "neighbours" where method.neighbours != .none: neighbours = given
        case "boundaries" where method.boundaries != .none: boundaries = given
        case "seed":
            guard let number = UInt64(given) else {
                return .of("seed-off", "--seed must be a whole number, zero or more, and \"\(given)\" is not.")
            }
            seed = number
        case _ where method.roles.contains { $0.name == name }: columns[name, default: []].append(given)
        case _ where method.options.contains { $0.name == name }: options[name] = given
        default:
            if let role = RoleNames.role(name, method) {
                columns[role.name, default: []].append(given)
                return nil
            }
            let roles = method.roles.map { "--\($0.name)" }
            let options =
                method.options.map { "--\($0.name)" } + (method.neighbours == .none ? [] : ["--neighbours"])
                + (method.boundaries == .none ? [] : ["--boundaries"])
            return .of(
                "unknown-option",
                "\(method.name) has no --\(name). It takes \((roles + options).joined(separator: ", ")), --seed, --json, --csv and --svg."
            )
        }
        return nil
    }
}
