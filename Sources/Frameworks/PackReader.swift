public import Vocabulary
import Yams

/// Reads a framework pack from the bytes of its files: a value that is whole and valid, or every problem at once with
/// its file and line. Where the files lie is for the caller to know.
public enum PackReader {
    /// The files of a pack. Other files with the ending `.yaml` are refused, so that a slip of the pen is seen.
    public static let files = ["pack.yaml", "statuses.yaml", "columns.yaml", "layouts.yaml"]
    /// Those of them a pack may be without.
    static let optional: Set<String> = ["layouts.yaml"]

    /// - Parameter files: each file's bytes by its name within the pack's folder.
    public static func read(files: [String: [UInt8]]) -> Result<FrameworkPack, PackProblems> {
        var problems: [Problem] = []
        for name in files.keys.sorted() where !self.files.contains(name) && name.hasSuffix(".yaml") {
            problems.append(problem("unknown-file", "\(name): Rename or remove it; a pack has no file of this name."))
        }
        func open<Part>(_ name: String, _ read: (inout PackFile) -> Part?) -> Part? {
            guard let bytes = files[name] else {
                if optional.contains(name) { return nil }
                problems.append(problem("missing-file", "\(name): Add it; a pack is not whole without it."))
                return nil
            }
            var file = PackFile(name, bytes)
            let part = read(&file)
            problems += file.problems
            return part
        }
        let terms = open("pack.yaml") { PackTerms(&$0) }
        let statuses = open("statuses.yaml") { PackStatuses.read(&$0) }
        let headings = open("columns.yaml") { PackColumns.read(&$0) }
        let layouts = open("layouts.yaml") { PackLayouts(&$0) }
        guard problems.isEmpty, let terms, let statuses, let headings else {
            return .failure(PackProblems(all: problems))
        }
        return .success(
            FrameworkPack(
                name: terms.name, title: terms.title, source: terms.source, statuses: statuses, cycle: terms.cycle,
                closingDays: terms.closingDays, planYear: terms.planYear, columnHeadings: headings,
                reminders: terms.reminders, layouts: layouts?.layouts ?? [], defaultLayout: layouts?.usual ?? ""))
    }

    private static func problem(_ code: String, _ message: String) -> Problem {
        Problem(place: Place(), severity: .error, code: code, message: message)
    }
}

/// Everything that is wrong with a pack; never empty.
public struct PackProblems: Error, Equatable {
    public let all: [Problem]
}

/// Reading one mapping of a file: each key known, present where it must be, of the right kind.
struct PackMapping {
    let node: Node
    private let values: [String: Node]

    /// Nil, with a problem in the file, where the node is no mapping or a key is unknown or missing.
    ///
    /// - Parameter optional: those of the keys that may be left out.
    init?(_ node: Node, keys: [String], optional: Set<String> = [], in file: inout PackFile) {
        guard let mapping = node.mapping else {
            file.refuse("not-a-mapping", "Write keys and values here: \(keys.joined(separator: ", ")).", at: node)
            return nil
        }
        var values: [String: Node] = [:]
        var isWhole = true
        for (key, value) in mapping {
            guard let name = key.scalar?.string, keys.contains(name) else {
                file.refuse("unknown-key", "Use only the keys \(keys.joined(separator: ", ")).", at: key)
                isWhole = false
                continue
            }
            values[name] = value
        }
        for key in keys where values[key] == nil && !optional.contains(key) {
            file.refuse("missing-key", "Add the key \(key).", at: node)
            isWhole = false
        }
        guard isWhole else { return nil }
        self.node = node
        self.values = values
    }

    func value(_ key: String) -> Node? { values[key] }

    /// A text of one line, not empty, not too long.
    func text(_ key: String, upTo limit: Int, in file: inout PackFile) -> String? {
        guard let typed = values[key]?.scalar?.string else {
            file.refuse("not-a-text", "Write a text after \(key).", at: values[key] ?? node)
            return nil
        }
        let text = TypedText(typed, upTo: limit, .line)
        guard text.fault == nil else {
            file.refuse(
                "not-a-text", "Write one line of 1 to \(limit.printed) characters after \(key).", at: values[key])
            return nil
        }
        return text.text
    }

    func number(_ key: String, in range: ClosedRange<Int>, file: inout PackFile) -> Int? {
        guard let typed = values[key]?.scalar?.string, let number = Int(typed), range.contains(number) else {
            file.refuse(
                "not-a-number", "Write a whole number from \(range.lowerBound) to \(range.upperBound) after \(key).",
                at: values[key] ?? node)
            return nil
        }
        return number
    }

    /// A list of whole numbers; it may be empty.
    func numbers(_ key: String, in range: ClosedRange<Int>, atMost: Int, file: inout PackFile) -> [Int]? {
        let items = values[key]?.sequence.map(Array.init)
        let numbers = items?.compactMap { $0.scalar.flatMap { Int($0.string) } }
        guard let numbers, numbers.count == items?.count, numbers.count <= atMost,
            Set(numbers).count == numbers.count, numbers.allSatisfy(range.contains)
        else {
            file.refuse(
                "not-numbers",
                "Write at most \(atMost) different whole numbers from \(range.lowerBound) to \(range.upperBound) "
                    + "in square brackets after \(key), like [7, 2].", at: values[key] ?? node)
            return nil
        }
        return numbers
    }

    /// One of the words a setting knows.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ key: String, as type: Value.Type, in file: inout PackFile
    ) -> Value? where Value.RawValue == String {
        guard let typed = values[key]?.scalar?.string, let value = Value(rawValue: typed) else {
            let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
            file.refuse("not-a-choice", "Write one of \(words) after \(key).", at: values[key] ?? node)
            return nil
        }
        return value
    }
}
