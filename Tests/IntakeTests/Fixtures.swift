import ActionPlans
import Foundation
import Frameworks
import Intake
import Tables
import Vocabulary

/// Files to read, and plans read from them.
enum Fixtures {
    /// The column headings of the pack, read from its file with a line at a time.
    static let headings: [ColumnHeading] = {
        let file = root.appending(path: "Sources/Frameworks/Resources/uk-crack-2003/columns.yaml")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        var headings: [ColumnHeading] = []
        var heading = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("- heading: ") {
                heading = line.dropFirst(11).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            } else if line.hasPrefix("  meaning: "), let meaning = ColumnReading(word: line.dropFirst(11)) {
                headings.append(ColumnHeading(heading: heading, meaning: meaning))
            }
        }
        return headings
    }()

    private static let here = URL(filePath: #filePath).deletingLastPathComponent()
    private static let root = here.deletingLastPathComponent().deletingLastPathComponent()

    /// The folder of reference material, where there is one.
    static let reference = ProcessInfo.processInfo.environment["CORNERSTONE_REFERENCE"].flatMap {
        $0.isEmpty ? nil : URL(filePath: $0)
    }

    static func blocks(_ name: String) throws -> [Block] {
        try blocks(at: here.appending(path: "Fixtures").appending(path: name))
    }

    static func blocks(source name: String) throws -> [Block] {
        try blocks(at: (reference ?? here).appending(path: name))
    }

    private static func blocks(at file: URL) throws -> [Block] {
        let data = try Data(contentsOf: file)
        return DocumentReader.blocks(of: [UInt8](data), name: file.lastPathComponent)
    }

    static func plan(_ name: String, _ choices: ReadingChoices = .init()) throws -> ReadPlan {
        plan(of: try blocks(name), name: name, choices)
    }

    static func plan(source name: String) throws -> ReadPlan { plan(of: try blocks(source: name), name: name) }

    static func plan(text: String, name: String = "plan.txt", _ choices: ReadingChoices = .init()) -> ReadPlan {
        plan(of: DocumentReader.blocks(of: Array(text.utf8), name: name), name: name, choices)
    }

    static func plan(of blocks: [Block], name: String = "plan", _ choices: ReadingChoices = .init()) -> ReadPlan {
        PlanReader(headings: headings, choices: choices)
            .read(blocks, source: PlanSource(name: name, digest: String(repeating: "0", count: 64)))
    }
}

/// An action in a few lines, to compare with what a person reads in the file.
enum Card {
    static func of(_ action: ReadAction) -> String {
        let wording = action.wording
        var lines = ["\(wording.number ?? "-") \(wording.text)"]
        lines += wording.path.map { "\($0.level.rawValue) \($0.number.map { "[\($0)] " } ?? "")\($0.text)" }
        let fields: [(String, String?)] = [
            ("owner", wording.owner), ("leads", list(wording.leads)), ("contributors", list(wording.contributors)),
            ("resources", wording.resources), ("coverage", wording.coverage), ("outcome", wording.outcome),
            ("measure", wording.measure), ("progress", wording.progress), ("equality", wording.equality),
            ("notes", wording.notes), ("when", wording.timescale.wording),
        ]
        lines += fields.compactMap { name, value in value.map { "\(name): \($0)" } }
        lines += wording.timescale.commitments.map(commitment)
        return lines.map { $0.replacing("\n", with: " ⏎ ") }.joined(separator: "\n")
    }

    static func commitment(_ commitment: Commitment) -> String {
        var words: [String] = ["-"]
        if let label = commitment.label { words.append("“\(label)”") }
        if let opens = commitment.opens { words.append("opens \(opens)") }
        if let due = commitment.due { words.append("due \(due)") }
        if let repeats = commitment.repeats { words.append("every \(repeats.every) \(repeats.unit.rawValue)") }
        if commitment.continues { words.append("continues") }
        if let condition = commitment.condition { words.append("if \(condition)") }
        if commitment.past { words.append("past") }
        if commitment.undecided { words.append("undecided") }
        if !commitment.understood { words.append("not understood") }
        return words.joined(separator: " ")
    }

    private static func list(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: " | ") }
}

extension ReadPlan {
    var cards: [String] { actions.map(Card.of) }
    var codes: [String] { problems.map(\.code) }

    /// The meaning of each column of one table, in order.
    func meanings(table: Int) -> [String] { columns.filter { $0.table == table }.map(\.meaning.description) }

    func action(_ text: String) -> ActionWording? { actions.first { $0.wording.text.hasPrefix(text) }?.wording }
}
