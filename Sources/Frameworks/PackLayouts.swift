import Vocabulary
import Yams

/// `layouts.yaml`: the forms in which plans are printed, and which of them is the usual one.
struct PackLayouts {
    static let mostLayouts = 20
    static let mostColumns = 14

    let usual: String
    let layouts: [PlanLayout]

    init?(_ file: inout PackFile) {
        guard let root = file.root, let mapping = PackMapping(root, keys: ["default", "layouts"], in: &file) else {
            return nil
        }
        let before = file.problems.count
        let usual = mapping.plainName("default", in: &file)
        var layouts: [PlanLayout] = []
        for node in Self.list("layouts", of: mapping, most: Self.mostLayouts, in: &file) {
            guard let layout = LayoutReader(node, in: &file)?.layout else { continue }
            if layouts.contains(where: { $0.name == layout.name }) {
                file.refuse("twice", "Name each layout once; \(layout.name) stands here twice.", at: node)
            }
            layouts.append(layout)
        }
        guard file.problems.count == before, let usual else { return nil }
        guard layouts.contains(where: { $0.name == usual }) else {
            file.refuse(
                "unknown-layout", "Name one of the layouts after default; there is none called \(usual).",
                at: mapping.value("default"))
            return nil
        }
        self.usual = usual
        self.layouts = layouts
    }

    static func list(_ key: String, of mapping: PackMapping, most: Int, in file: inout PackFile) -> [Node] {
        guard let sequence = mapping.value(key)?.sequence, !sequence.isEmpty else {
            file.refuse(
                "not-a-list", "Write a list of at least one after \(key).", at: mapping.value(key) ?? mapping.node)
            return []
        }
        guard sequence.count <= most else {
            file.refuse(
                "too-many", "Shorten the list after \(key) to \(most.printed); it has \(sequence.count.printed).",
                at: mapping.value(key))
            return []
        }
        return Array(sequence)
    }
}

/// One layout of the file, with everything that is wrong with it.
private struct LayoutReader {
    let layout: PlanLayout

    init?(_ node: Node, in file: inout PackFile) {
        guard
            let mapping = PackMapping(
                node, keys: ["name", "title", "table-for", "levels", "orientation", "statement", "columns"],
                optional: ["statement"], in: &file)
        else { return nil }
        let before = file.problems.count
        let name = mapping.plainName("name", in: &file)
        let title = mapping.text("title", upTo: 120, in: &file)
        let division = mapping.choice("table-for", as: PlanLayout.Division.self, in: &file)
        let levels = mapping.choice("levels", as: PlanLayout.Levels.self, in: &file)
        let orientation = mapping.choice("orientation", as: PlanLayout.Orientation.self, in: &file)
        let statement = mapping.value("statement").flatMap { _ in mapping.text("statement", upTo: 450, in: &file) }
        var columns: [LayoutColumn] = []
        for item in PackLayouts.list("columns", of: mapping, most: PackLayouts.mostColumns, in: &file) {
            if let column = Self.column(item, in: &file) { columns.append(column) }
        }
        if let division {
            Self.check(columns, division, at: node, isWhole: file.problems.count == before, in: &file)
        }
        guard file.problems.count == before, let name, let title, let division, let levels, let orientation else {
            return nil
        }
        layout = PlanLayout(
            name: name, title: title, division: division, levels: levels, orientation: orientation,
            statement: statement, columns: columns)
    }

    private static func column(_ node: Node, in file: inout PackFile) -> LayoutColumn? {
        guard let mapping = PackMapping(node, keys: ["heading", "share", "parts"], in: &file) else { return nil }
        let heading = mapping.text("heading", upTo: 80, in: &file)
        let share = mapping.number("share", in: 1...100, file: &file)
        var parts: [LayoutPart] = []
        var isWhole = true
        for item in PackLayouts.list("parts", of: mapping, most: LayoutPart.allCases.count, in: &file) {
            guard let part = item.scalar.flatMap({ LayoutPart(rawValue: $0.string) }) else {
                let known = LayoutPart.allCases.map(\.rawValue).joined(separator: ", ")
                file.refuse("unknown-part", "Use only the parts \(known).", at: item)
                isWhole = false
                continue
            }
            parts.append(part)
        }
        if parts.contains(.status), parts.count > 1 {
            file.refuse("status-not-alone", "Give the status a column of its own: it is drawn.", at: node)
        }
        if parts.contains(where: \.isLevel), parts.count > 1 {
            file.refuse(
                "level-not-alone", "Give an aim, objective or task a column of its own: it holds for several rows.",
                at: node)
        }
        guard isWhole, !parts.isEmpty, let heading, let share else { return nil }
        return LayoutColumn(heading, share: share, parts)
    }

    /// - Parameter isWhole: every column could be read, so that one that is missing is missing.
    private static func check(
        _ columns: [LayoutColumn], _ division: PlanLayout.Division, at node: Node, isWhole: Bool,
        in file: inout PackFile
    ) {
        var seen: Set<LayoutPart> = []
        for part in columns.flatMap(\.parts) where !seen.insert(part).inserted {
            file.refuse("part-twice", "Print each part once; \(part.rawValue) stands in two places.", at: node)
        }
        var headings: Set<String> = []
        for column in columns where !headings.insert(PackColumns.fold(column.heading)).inserted {
            file.refuse("column-twice", "Choose another heading; two columns are called \(column.heading).", at: node)
        }
        if isWhole, !seen.contains(.text) {
            file.refuse("no-text", "Add a column for text: a plan without what is to be done is none.", at: node)
        }
        let above: [LayoutPart] =
            switch division {
            case .aim: [.aim]
            case .objective: [.aim, .objective]
            case .plan: []
            }
        for part in above where seen.contains(part) {
            file.refuse("level-twice", "Leave out the column \(part.rawValue): it stands above the table.", at: node)
        }
    }
}

extension PackMapping {
    /// A name for addresses and commands: lower-case letters, digits and hyphens.
    func plainName(_ key: String, in file: inout PackFile) -> String? {
        guard let name = text(key, upTo: 60, in: &file) else { return nil }
        let isPlain = name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard isPlain else {
            file.refuse("not-a-name", "Use only lower-case letters, digits and hyphens in \(key).", at: value(key))
            return nil
        }
        return name
    }
}
