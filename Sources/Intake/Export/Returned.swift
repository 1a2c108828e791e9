import ActionPlans
import Frameworks
import Tables
import Vocabulary

/// What cells of an export become when they are read back.
enum Returned {
    /// Puts a cell into the field of a wording that its column holds.
    static func put(_ text: String, _ column: ExportColumn, _ typed: inout TypedWording, _ levels: KnownLevels) {
        switch column {
        case .number: typed.number = text
        case .aim, .objective, .task:
            if let kind = column.level { typed.path = levels.path(typed.path, with: text, at: kind) }
        case .text: typed.text = text
        case .leads: typed.leads = people(text)
        case .owner: typed.owner = text
        case .contributors: typed.contributors = people(text)
        case .resources: typed.resources = text
        case .coverage: typed.coverage = text
        case .outcome: typed.outcome = text
        case .measure: typed.measure = text
        case .progress: typed.progress = text
        case .equality: typed.equality = text
        case .timescale: typed.timescale = text
        case .notes: typed.notes = text
        case .reference, .marking, .status, .because, .due, .agreed, .asked, .updated, .said: break
        }
    }

    /// Leads of a cell: apart at ";" and line ends only, as they went out.
    private static func people(_ text: String) -> [String] {
        text.split { $0 == ";" || $0.isNewline }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    private static let staff: Set<ExportColumn> = [.number, .leads, .owner, .contributors]

    /// A changed text is screened for people, as any text of a file is.
    static func screen(_ export: OwnExport, _ row: Row, _ column: ExportColumn, _ reading: Reading) {
        guard !staff.contains(column) else { return }
        for kind in Screening().kinds(in: export.typed(column, of: row)) {
            reading.warn("personal-text", at: export.place(column, of: row), PersonalText.message(kind))
        }
    }
}

/// A row without a reference: an action that is new.
struct NewRow {
    private let export: OwnExport
    private let row: Row

    init(_ export: OwnExport, _ row: Row) {
        self.export = export
        self.row = row
    }

    /// Whether anything stands in a column that is read back.
    var saysAnything: Bool {
        ExportColumn.readBack.contains { !(export.text($0, of: row) ?? "").trimmed.isEmpty }
    }

    /// Nil, and named, where it does not say what is to be done.
    func wording(year: PlanYear, _ levels: KnownLevels, _ reading: Reading) -> ActionWording? {
        guard !export.typed(.text, of: row).trimmed.isEmpty else {
            reading.leave(row, because: "The row says nothing of what is to be done.")
            return nil
        }
        var typed = TypedWording(text: "")
        for column in ExportColumn.readBack {
            Returned.put(export.typed(column, of: row), column, &typed, levels)
            Returned.screen(export, row, column, reading)
        }
        let wording = typed.wording(year: year)
        reading.report(
            TimescaleReader(year: year).read(wording.timescale.wording), at: export.place(.timescale, of: row))
        return wording
    }
}

/// The aims, objectives and tasks a plan has, by what is printed of them.
struct KnownLevels {
    private var byPrinted: [PlanLevel.Kind: [String: PlanLevel]] = [:]

    init(_ wordings: [ActionWording]) {
        for wording in wordings {
            for level in wording.path {
                let key = CellFolding.folded(Self.printed(level))
                if byPrinted[level.level]?[key] == nil { byPrinted[level.level, default: [:]][key] = level }
            }
        }
    }

    var isEmpty: Bool { byPrinted.isEmpty }

    private static func printed(_ level: PlanLevel) -> String {
        level.number.map { "\($0) \(level.text)" } ?? level.text
    }

    /// A path with the levels of one kind worded anew.
    func path(_ standing: [PlanLevel], with text: String, at kind: PlanLevel.Kind) -> [PlanLevel] {
        let stood = standing.filter { $0.level == kind }
        let texts = stood.count > 1 ? text.split(whereSeparator: \.isNewline).map(String.init) : [text]
        let levels = texts.map(\.trimmed).filter { !$0.isEmpty }.enumerated().map { index, text in
            level(text, kind, stood: index < stood.count ? stood[index] : nil)
        }
        return PlanLevel.Kind.allCases.flatMap { each in
            each == kind ? levels : standing.filter { $0.level == each }
        }
    }

    private func level(_ text: String, _ kind: PlanLevel.Kind, stood: PlanLevel?) -> PlanLevel {
        if let known = byPrinted[kind]?[CellFolding.folded(text)] { return known }
        if let number = stood?.number, text.hasPrefix("\(number) ") {
            return PlanLevel(level: kind, number: number, text: String(text.dropFirst(number.count)).trimmed)
        }
        guard let (number, rest) = PrintedNumber.split(text, bare: true) else {
            return PlanLevel(level: kind, number: nil, text: text)
        }
        // A text that began with its number before keeps it in the text.
        if let stood, stood.number == nil, PrintedNumber.split(stood.text, bare: true)?.number == number {
            return PlanLevel(level: kind, number: nil, text: text)
        }
        return PlanLevel(level: kind, number: number, text: rest)
    }
}
