import ActionPlans
import Frameworks
import Tables
import Vocabulary

/// Makes an action of the cells of its row.
struct ActionMaking {
    let reading: Reading
    let table: PlanTable
    let numbersInText: Bool

    func make(_ pending: PendingAction, _ above: inout WordingAbove) {
        var made = Made()
        for column in table.columns where !pending.texts[column.index].isEmpty && column.part != .levelNumber {
            let place = place(pending, column)
            let text = resolved(pending.texts[column.index], column, place, &above)
            take(text, column, place, into: &made)
        }
        made.timescales += spanOfDates(pending)
        if let number = pending.number, made.number != nil {
            let heading = table.columns.first { $0.part == .levelNumber }?.heading
            made.texts[.notes, default: []].append((heading, number))
        }
        let timescale = timescale(made, pending)
        if let problem = Self.emptyText(made) { reading.warn("empty-cell-row", at: pending.place, problem) }
        let wording = ActionWording(
            number: made.number ?? pending.number, path: pending.path, text: made.text, owner: made.owner,
            leads: made.leads,
            contributors: made.contributors, resources: made.joined(.resources), coverage: made.joined(.coverage),
            outcome: made.joined(.outcome), measure: made.joined(.measure), progress: made.joined(.progress),
            equality: made.joined(.equality), notes: made.joined(.notes), timescale: timescale)
        made.trace.append(contentsOf: levelTraces(pending))
        reading.add(
            ReadAction(wording: wording, place: pending.place),
            Reading.Trace(parts: made.trace, deadline: made.deadline ?? pending.place))
    }

    private func levelTraces(_ pending: PendingAction) -> [Reading.Trace.Part] {
        table.levels.compactMap { column in
            let text = pending.texts[column.index]
            guard !text.isEmpty, let meaning = column.level else { return nil }
            return Reading.Trace.Part(text: text, meaning: meaning, place: place(pending, column))
        }
    }

    private static func emptyText(_ made: Made) -> String? {
        made.text.isEmpty ? "The row has deadlines and leads, but does not say what is to be done. Add the words." : nil
    }

    private func place(_ pending: PendingAction, _ column: PlanColumn) -> Place {
        var place = pending.place
        place.column = column.index + 1
        return place
    }

    private func resolved(
        _ text: String, _ column: PlanColumn, _ place: Place, _ above: inout WordingAbove
    ) -> String {
        if let resolved = above.resolve(text, column: column.index) { return resolved }
        reading.warn(
            "nothing-above", at: place,
            "The cell refers to the one above it, and there is none. Write out what is meant.")
        return text
    }

    /// The parts of an action while its cells are taken one by one.
    private struct Made {
        var number: String?
        var text = ""
        var owner: String?
        var leads: [String] = []
        var contributors: [String] = []
        var texts: [ColumnMeaning: [(heading: String?, text: String)]] = [:]
        var timescales: [(heading: String?, reading: TimescaleReading)] = []
        var marks: [Commitment] = []
        var trace: [Reading.Trace.Part] = []
        var deadline: Place?

        /// Several columns of one meaning stand below each other, each with its heading.
        func joined(_ meaning: ColumnMeaning) -> String? {
            guard let parts = texts[meaning], !parts.isEmpty else { return nil }
            if parts.count == 1, meaning != .notes { return parts[0].text }
            return parts.map { part in part.heading.map { "\($0): \(part.text)" } ?? part.text }.joined(separator: "\n")
        }
    }

    private func take(_ text: String, _ column: PlanColumn, _ place: Place, into made: inout Made) {
        if column.level != nil || column.part == .opens || column.part == .due { return }
        if column.part == .month { return takeMark(text, column, place, into: &made) }
        if column.heading == nil, isBeyondHeader(column) { return takeUnnamed(text, column, place, into: &made) }
        if column.holds(.timescale), column.reading.meanings.count > 1 {
            return takeCombined(text, column, place, into: &made)
        }
        for meaning in column.reading.meanings { take(text, as: meaning, column, place, into: &made) }
    }

    private func take(
        _ text: String, as meaning: ColumnMeaning, _ column: PlanColumn, _ place: Place, into made: inout Made
    ) {
        let heading = meaning == .notes ? noteHeading(column) : nil
        made.trace.append(.init(heading: heading, text: text, meaning: meaning, place: place))
        switch meaning {
        case .number where made.number == nil: made.number = PrintedNumber.cleaned(text)
        case .text: takeText(text, into: &made)
        case .leads: made.leads += LeadSplit.leads(text).filter { !made.leads.contains($0) }
        case .contributors: made.contributors += LeadSplit.leads(text).filter { !made.contributors.contains($0) }
        case .owner where made.owner == nil: made.owner = text.replacing("\n", with: " ")
        case .timescale:
            let read = reading.deadlines.read(text)
            reading.report(read, at: place)
            made.timescales.append((column.heading, read))
            made.deadline = made.deadline ?? place
        case .ignored:
            reading.leave(text, at: place, because: "Its column was set to be ignored.")
        case .number, .owner, .notes, .aim, .objective, .task:
            made.texts[.notes, default: []].append((noteHeading(column), text))
        case .resources, .coverage, .outcome, .measure, .progress, .equality:
            made.texts[meaning, default: []].append((column.heading, text))
        }
    }

    private func takeText(_ text: String, into made: inout Made) {
        var words = text
        if table.number == nil, numbersInText, let split = PrintedNumber.split(text) {
            made.number = split.number
            words = split.rest
        }
        made.text = made.text.isEmpty ? words : made.text + "\n" + words
    }

    /// A column headed "Notes" needs no heading in the notes.
    private func noteHeading(_ column: PlanColumn) -> String? {
        guard let heading = column.heading else { return nil }
        let words = Folding.heading(heading)
        return words.count == 1 && ["note", "comment", "remark"].contains(words[0]) ? nil : heading
    }

    private func isBeyondHeader(_ column: PlanColumn) -> Bool {
        !table.headerKeys.isEmpty && !table.columns[(column.index)...].contains { $0.heading != nil }
    }

    private func takeUnnamed(_ text: String, _ column: PlanColumn, _ place: Place, into made: inout Made) {
        reading.warnOfSurplus(
            "This cell stands beyond the last heading of the table. Check which column it belongs to.", at: place)
        if table.isGrid {
            reading.leave(text, at: place, because: "The mark stands beyond the last month of the grid.")
        } else {
            made.texts[.notes, default: []].append((nil, text))
            made.trace.append(.init(text: text, meaning: .notes, place: place))
        }
    }

    /// One cell holds the action and its deadlines: taken apart on its own words.
    private func takeCombined(_ text: String, _ column: PlanColumn, _ place: Place, into made: inout Made) {
        let split = reading.deadlines.splitting(text)
        made.deadline = made.deadline ?? place
        made.timescales.append((nil, split.reading))
        reading.report(split.reading, at: place)
        let words = split.text.isEmpty ? text : split.text
        for meaning in column.reading.meanings where meaning != .timescale {
            take(words, as: meaning, column, place, into: &made)
        }
    }

    // MARK: Deadlines

    private func takeMark(_ text: String, _ column: PlanColumn, _ place: Place, into made: inout Made) {
        guard !MonthHeading.isEmptyMark(text) else { return }
        let heading = column.heading ?? ""
        let read = reading.deadlines.read(heading)
        guard var commitment = read.timescale.commitments.first else { return }
        commitment.wording = heading
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        commitment.label = MonthHeading.isMark(text) ? nil : line
        made.marks.append(commitment)
        made.deadline = made.deadline ?? place
        made.trace.append(.init(text: text, meaning: .timescale, place: place))
        if !commitment.understood { reading.report(read, at: place) }
    }

    /// A start and an end in two columns are one commitment that opens and is due.
    private func spanOfDates(_ pending: PendingAction) -> [(heading: String?, reading: TimescaleReading)] {
        guard let start = table.columns.first(where: { $0.part == .opens }),
            let end = table.columns.first(where: { $0.part == .due })
        else { return [] }
        let startText = pending.texts[start.index]
        let endText = pending.texts[end.index]
        let due = reading.deadlines.read(endText.isEmpty ? nil : endText)
        if !endText.isEmpty { reading.report(due, at: place(pending, end)) }
        guard !startText.isEmpty else { return endText.isEmpty ? [] : [(nil, due)] }
        let opening = reading.deadlines.read("From \(startText)")
        guard opening.timescale.commitments.count == 1, let opens = opening.timescale.commitments[0].opens else {
            let asWritten = reading.deadlines.read(startText)
            reading.report(asWritten, at: place(pending, start))
            return [(start.heading, asWritten)] + (endText.isEmpty ? [] : [(end.heading, due)])
        }
        var commitments = due.timescale.commitments
        if endText.isEmpty {
            commitments = [Commitment(wording: startText, opens: opens)]
        } else {
            for index in commitments.indices where commitments[index].opens == nil && commitments[index].understood {
                commitments[index].opens = opens
            }
        }
        let wording = endText.isEmpty ? startText : "\(startText) – \(endText)"
        return [(nil, TimescaleReading(timescale: Timescale(wording: wording, commitments: commitments), warnings: []))]
    }

    private func timescale(_ made: Made, _ pending: PendingAction) -> Timescale {
        var commitments: [Commitment] = []
        var wordings: [String] = []
        for (heading, read) in made.timescales {
            for var commitment in read.timescale.commitments {
                if made.timescales.count > 1, commitment.label == nil { commitment.label = heading }
                commitments.append(commitment)
            }
            if let wording = read.timescale.wording { wordings.append(wording) }
        }
        let isSilent: (Commitment) -> Bool = { $0.undecided && $0.wording == nil }
        if !made.marks.isEmpty || commitments.contains(where: { !isSilent($0) }) {
            commitments.removeAll(where: isSilent)
        }
        if !made.marks.isEmpty {
            wordings.append(made.marks.compactMap(\.wording).joined(separator: ", "))
            commitments += made.marks
        }
        guard !commitments.isEmpty else { return reading.deadlines.read(nil).timescale }
        return Timescale(wording: wordings.isEmpty ? nil : wordings.joined(separator: "\n"), commitments: commitments)
    }
}
