import Vocabulary
import Yams

/// One file of a pack, opened: its tree, and everything found wrong with it so far.
///
/// A pack may come from outside, so what makes a YAML file costly or surprising is refused before it is parsed:
/// anchors and aliases (a short file can stand for a huge tree), tags, complex keys, deep nesting, long lines.
struct PackFile {
    static let largest = 512 * 1024
    static let longestLine = 500
    static let deepest = 16

    let name: String
    let root: Node?
    var problems: [Problem] = []

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        guard bytes.count <= Self.largest else {
            root = nil
            refuse("too-large", "Shorten it to \(Self.largest / 1024) KB or less; it has \(bytes.count / 1024) KB.")
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            root = nil
            refuse("not-utf-8", "Save it as UTF-8; it is in another encoding.")
            return
        }
        let unwanted = Self.unwanted(in: text)
        guard unwanted.isEmpty else {
            root = nil
            for (line, code, message) in unwanted { refuse(code, message, line: line) }
            return
        }
        do {
            root = try Parser(yaml: text, encoding: .utf8).singleRoot()
            if root == nil { refuse("empty", "Fill it in; it is empty.") }
        } catch {
            root = nil
            let (line, message) = Self.words(for: error)
            refuse("not-yaml", message, line: line)
        }
    }

    mutating func refuse(_ code: String, _ message: String, line: Int? = nil) {
        let place = line.map { "\(name), line \($0)" } ?? name
        problems.append(
            Problem(place: Place(line: line), severity: .error, code: code, message: "\(place): \(message)"))
    }

    mutating func refuse(_ code: String, _ message: String, at node: Node?) {
        refuse(code, message, line: node?.mark?.line)
    }

    /// What is refused before parsing, line by line. Text inside quotes is judged like any other: a heading that
    /// begins with `&` or `*` is not worth the risk.
    private static func unwanted(in text: String) -> [(line: Int, code: String, message: String)] {
        var found: [(Int, String, String)] = []
        var depth = 0
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.drop { $0 == " " }
            if content.hasPrefix("#") { continue }
            if line.unicodeScalars.count > longestLine {
                found.append((index + 1, "line-too-long", "Shorten the line to \(longestLine) characters or fewer."))
                continue
            }
            if content.hasPrefix("?") {
                found.append(
                    (index + 1, "complex-key", "Begin the line with a plain word; complex keys are not taken."))
            }
            if let sign = anchor(in: content) {
                found.append(
                    (index + 1, "anchor", "Write it out; anchors, aliases and tags (\(sign)) are not taken."))
            }
            for character in content {
                if character == "[" || character == "{" { depth += 1 }
                if character == "]" || character == "}" { depth -= 1 }
            }
            if depth > deepest {
                found.append((index + 1, "too-deep", "Nest at most \(deepest) brackets."))
                return found
            }
        }
        return found
    }

    /// The sign that begins an anchor, alias or tag: after a space or bracket, and before something else than a space,
    /// so that "R & D" is text.
    private static func anchor(in line: Substring) -> Character? {
        var before: Character = " "
        for (character, after) in zip(line, line.dropFirst() + " ") {
            if "&*!".contains(character), " [{,:".contains(before), after != " " { return character }
            before = character
        }
        return nil
    }

    private static func words(for error: any Error) -> (line: Int?, message: String) {
        guard let error = error as? YamlError else { return (nil, "Correct it; it is not YAML.") }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return (mark.line, "Correct it; the line is not YAML: \(problem).")
        case .duplicatedKeysInMapping(_, let context):
            return (context.mark.line, "Name each key once.")
        default:
            return (nil, "Correct it; it is not YAML.")
        }
    }
}
