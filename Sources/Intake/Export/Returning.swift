import ActionPlans
import Tables
import Vocabulary

/// The work of comparing an export that came back with the plan, row by row.
struct Returning {
    private let export: OwnExport
    private let now: Plan
    private let standing: [ActionID: Action]
    /// As the file showed them; as they stand where that is not known.
    private let earlier: [ActionID: Action]
    private let isDated: Bool
    private let levels: KnownLevels
    let reading: Reading
    private(set) var actions: [ReadAction] = []
    private(set) var outcomes: [PlanMatch.Outcome] = []
    private(set) var positions: [Int] = []
    private(set) var changes: [ReturnedExport.Change] = []
    private(set) var absent: [ActionID] = []
    private(set) var changedSince: [ActionID] = []
    /// Problems of the file as a whole, before those of its rows.
    private var first: [Problem] = []
    private var named: Set<ActionID> = []
    private var lastKnown: Action?

    var problems: [Problem] { first + reading.problems }

    init(_ export: OwnExport, _ now: Plan, _ base: Plan?) {
        self.export = export
        self.now = now
        func byID(_ plan: Plan) -> [ActionID: Action] {
            Dictionary(plan.actions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        }
        standing = byID(now)
        earlier = base.map(byID) ?? standing
        isDated = base != nil
        levels = KnownLevels(now.actions.map(\.wording))
        reading = Reading(year: now.strategy.year)
    }

    // MARK: The rows

    mutating func readAll() {
        let references = export.rows.map { ActionID(reference: (export.text(.reference, of: $0) ?? "").trimmed) }
        var counts: [ActionID: Int] = [:]
        for case .some(let id) in references { counts[id, default: 0] += 1 }
        named = Set(counts.keys)
        let moved = movedTexts(references)
        for (row, id) in zip(export.rows, references) {
            let typed = (export.text(.reference, of: row) ?? "").trimmed
            if typed.isEmpty {
                readNew(row)
            } else if let id, let action = standing[id] {
                lastKnown = action
                if let count = counts[id], count > 1 {
                    refuse(
                        row, "reference-twice",
                        "The reference \(id.reference) stands in \(count) rows, and none of them was taken. Clear it in the rows that are new actions."
                    )
                } else if let other = moved[id] {
                    refuse(
                        row, "reference-moved",
                        "\(id.reference) now reads as \(other.reference) did, so the references seem to have moved. The row was not taken: sort whole rows, not the reference column alone."
                    )
                } else {
                    compare(row, action)
                }
            } else {
                refuse(
                    row, "unknown-reference",
                    "“\(typed.beginning(40))” is no action of this plan. The row was not taken: put its own reference back, or clear the cell to enter it as a new action."
                )
            }
        }
    }

    private mutating func refuse(_ row: Row, _ code: String, _ message: String, at column: ExportColumn = .reference) {
        let place = export.place(column, of: row)
        reading.problems.append(Problem(place: place, severity: .error, code: code, message: message))
        reading.leave((export.text(.text, of: row) ?? "").beginning(200), at: place, because: message)
    }

    /// Rows whose text is what another row said, while that one says something else too: the trace of a column that was
    /// sorted alone.
    private func movedTexts(_ references: [ActionID?]) -> [ActionID: ActionID] {
        var owners: [String: ActionID] = [:]
        var repeated: Set<String> = []
        for action in earlier.values {
            let key = CellFolding.folded(action.wording.text)
            if owners.updateValue(action.id, forKey: key) != nil { repeated.insert(key) }
        }
        var changed: [ActionID: String] = [:]
        for (row, id) in zip(export.rows, references) {
            guard let id, let was = earlier[id]?.wording.text, let text = export.text(.text, of: row),
                !export.says(text, was)
            else { continue }
            changed[id] = CellFolding.folded(export.typed(.text, of: row))
        }
        var moved: [ActionID: ActionID] = [:]
        for (id, key) in changed where !repeated.contains(key) {
            if let owner = owners[key], owner != id, changed[owner] != nil { moved[id] = owner }
        }
        return moved
    }

    private mutating func readNew(_ row: Row) {
        let cells = NewRow(export, row)
        guard cells.saysAnything else { return }
        let highest = now.highestMarking
        if case .higher(let typed) = ReturnedMarking(export.text(.marking, of: row), standing: highest, known: []) {
            return refuse(
                row, "marking-raised",
                "The new action is marked “\(typed.beginning(40))”, which nothing in the plan is, so its row was not taken: a file gives no marking. Add it on the page of the plan, with its marking.",
                at: .marking)
        }
        guard let wording = cells.wording(year: now.strategy.year, levels, reading) else { return }
        if wording.path.isEmpty, !levels.isEmpty {
            reading.warn(
                "no-aim", at: row.place,
                "The new action stands under no aim. Fill in its aim as the other rows have it, if it belongs to one.")
        }
        actions.append(ReadAction(wording: wording, place: row.place))
        outcomes.append(.new)
        positions.append(position(of: wording))
    }

    /// Below the row above it where both stand at the same place of the plan, else at the end of its own place.
    private func position(of wording: ActionWording) -> Int {
        if let above = lastKnown, above.wording.path == wording.path { return above.position }
        if let last = now.actions.last(where: { $0.wording.path == wording.path }) { return last.position }
        return lastKnown?.position ?? (now.actions.map(\.position).max() ?? 0) + 1
    }

    // MARK: One row of an action

    private mutating func compare(_ row: Row, _ action: Action) {
        let was = (earlier[action.id] ?? action).wording
        let changed = ExportColumn.readBack.filter { column in
            guard let cell = export.text(column, of: row) else { return false }
            return !export.says(cell, column.text(of: was)) && !export.says(cell, column.text(of: action.wording))
        }
        guard action.retired == nil else {
            if !changed.isEmpty {
                refuse(
                    row, "withdrawn-changed",
                    "\(action.id.reference) was withdrawn, so its row was not taken. Clear the reference to enter it as a new action."
                )
            }
            return
        }
        guard !changed.contains(.text) || !export.typed(.text, of: row).trimmed.isEmpty else {
            return refuse(
                row, "text-missing",
                "\(action.id.reference) says nothing of what is to be done any more, so its row was not taken. Put the text back; to end the action, withdraw it on its page."
            )
        }
        guard takesMarking(row, action) else { return }
        let wording = merged(row, action, changed)
        actions.append(ReadAction(wording: wording, place: row.place))
        outcomes.append(wording == action.wording ? .unchanged(action.id) : .changed(action.id))
        positions.append(action.position)
        for column in changed {
            let (old, new) = (column.text(of: action.wording), column.text(of: wording))
            guard old != new else { continue }
            changes.append(.init(action: action.id, column: column, old: old, new: new))
            if was != action.wording, !export.says(column.text(of: was), old) {
                warnOfBoth(row, action.id, column, old)
            }
            Returned.screen(export, row, column, reading)
        }
    }

    /// Says what becomes of a marking that was typed into the file; false where the row is not taken for it.
    private mutating func takesMarking(_ row: Row, _ action: Action) -> Bool {
        let stands = action.marking.printed
        let known = [action.marking, (earlier[action.id] ?? action).marking]
        switch ReturnedMarking(export.text(.marking, of: row), standing: action.marking, known: known) {
        case .same: return true
        case .lower(let marking):
            reading.problems.append(
                Problem(
                    place: export.place(.marking, of: row), severity: .error, code: "marking-kept",
                    message:
                        "\(action.id.reference) is marked \(stands), and the file says \(marking?.printed ?? "nothing"). A file lowers no marking: it stays \(stands). The rest of the row was read."
                ))
            return true
        case .higher(let typed):
            refuse(
                row, "marking-raised",
                "\(action.id.reference) is marked \(stands), and the file says “\(typed.beginning(40))”. A file changes no marking, and its words may be for fewer people, so the row was not taken. Enter it on the page of the plan as an action with that marking, and withdraw this one.",
                at: .marking)
            return false
        }
    }

    private mutating func warnOfBoth(_ row: Row, _ id: ActionID, _ column: ExportColumn, _ now: String) {
        reading.warn(
            "changed-twice", at: export.place(column, of: row),
            "“\(column.heading)” of \(id.reference) was changed in the plan after the file was made, and in the file too. The plan says “\(now.beginning(80))”; entering the file puts its words there instead."
        )
    }

    /// The wording as it stands, with the changed cells put in.
    private mutating func merged(_ row: Row, _ action: Action, _ changed: [ExportColumn]) -> ActionWording {
        guard !changed.isEmpty else { return action.wording }
        var typed = TypedWording(action.wording)
        for column in changed { Returned.put(export.typed(column, of: row), column, &typed, levels) }
        let wording = typed.wording(year: now.strategy.year, standing: action.wording)
        if changed.contains(.timescale) {
            reading.report(
                TimescaleReader(year: now.strategy.year).read(wording.timescale.wording),
                at: export.place(.timescale, of: row))
        }
        return wording
    }

    // MARK: The plan as a whole

    mutating func lookAtThePlan() {
        func say(_ code: String, _ message: String, severity: Problem.Severity = .warning) {
            first.append(Problem(place: export.header, severity: severity, code: code, message: message))
        }
        if export.mark == nil {
            say(
                "origin-unknown",
                "The heading of the reference column was changed, so nobody can tell what the plan said when the file was made. Every cell is compared with the plan as it stands now."
            )
        }
        let missing = ExportColumn.readBack.filter { export.columns[$0] == nil }
        if !missing.isEmpty {
            let names = missing.map { "“\($0.heading)”" }.joined(separator: ", ")
            say("column-missing", "The file has no column \(names); what the plan says there stays.")
        }
        if !export.unknown.isEmpty {
            let names = export.unknown.prefix(10).map { "“\($0.beginning(40))”" }.joined(separator: ", ")
            say("column-unknown", "The plan has no column \(names); what stands there was not taken.")
        }
        let texts = changes.count { $0.column == .text }
        if texts >= 4, texts * 3 > actions.count * 2 {
            say(
                "reads-differently",
                "\(texts) of \(actions.count) actions read differently from the plan. Check that the file is an export of this plan, and of this installation.",
                severity: .error)
        }
        lookAtOthers()
    }

    /// What happened in the plan since, and what is no more in the file.
    private mutating func lookAtOthers() {
        guard isDated else { return }
        var told: [String] = []
        for action in now.actions {
            guard let was = earlier[action.id] else {
                changedSince.append(action.id)
                told.append("\(action.id.reference) was added")
                continue
            }
            let columns = ExportColumn.readBack.filter { $0.text(of: was.wording) != $0.text(of: action.wording) }
            if was.retired == nil, action.retired != nil { told.append("\(action.id.reference) was withdrawn") }
            if !columns.isEmpty {
                let names = columns.map(\.heading).joined(separator: ", ")
                told.append("\(action.id.reference) was reworded (\(names))")
            }
            if !columns.isEmpty || (was.retired == nil && action.retired != nil) { changedSince.append(action.id) }
            let isGone = action.retired == nil && !named.contains(action.id)
            if isGone, export.mark?.isWhole ?? false { absent.append(action.id) }
        }
        for sentence in told.prefix(50) {
            first.append(
                Problem(
                    place: export.header, severity: .warning, code: "changed-since",
                    message: "\(sentence) after the file was made. That stays as it is unless the file changes it too.")
            )
        }
        if told.count > 50 {
            first.append(
                Problem(
                    place: export.header, severity: .warning, code: "changed-since",
                    message:
                        "\(told.count - 50) more actions were changed after the file was made. Export the plan again if the file is old."
                ))
        }
    }
}
