public import ActionPlans
import Tables
public import Vocabulary

/// An export that somebody has edited and brought back: what it changes in the plan as it stands now.
///
/// Each row is found by its reference, and each of its cells compared with the cell that went out. A cell that reads as
/// it went out says nothing, so that an old file takes back nothing that others have changed since; only what somebody
/// changed in the file changes the plan. Rules: decision record 0030.
public struct ReturnedExport: Sendable {
    /// One cell that somebody changed.
    public struct Change: Hashable, Sendable {
        public let action: ActionID
        public let column: ExportColumn
        /// What the plan says now.
        public let old: String
        public let new: String
    }

    /// Rows that were taken, merged with the plan as it stands; what was not taken and why.
    public let read: ReadPlan
    public let matching: PlanMatch
    /// Where each action that was read stands in the plan.
    public let positions: [Int]
    public let changes: [Change]
    /// Actions that were reworded, withdrawn or added after the file was made.
    public let changedSince: [ActionID]
    /// What an action of a row without a reference is marked: the highest of the plan, for it may repeat any other row.
    public let newMarking: Marking

    /// - Parameters:
    ///   - now: the plan as it stands, as far as whoever brings the file back may see it.
    ///   - base: the plan as the file showed it; nil where that cannot be known.
    public init(_ export: OwnExport, of now: Plan, asExported base: Plan?, source: PlanSource) {
        var returning = Returning(export, now, base)
        returning.readAll()
        returning.lookAtThePlan()
        matching = PlanMatch(outcomes: returning.outcomes, absent: returning.absent)
        positions = returning.positions
        changes = returning.changes
        changedSince = returning.changedSince
        newMarking = now.highestMarking
        read = ReadPlan(
            title: now.strategy.title, source: source, actions: returning.actions,
            notTaken: returning.reading.notTaken, problems: returning.problems)
    }

    /// Why a file cannot be brought back into a plan at all; nil where it can.
    public static func refusal(_ export: OwnExport, for plan: Plan) -> String? {
        if let mark = export.mark, mark.strategy != plan.strategy.id {
            return "This file is an export of plan \(mark.strategy.number), and it would change plan "
                + "\(plan.strategy.id.number). Bring it in from the page of plan \(mark.strategy.number)."
        }
        if let mark = export.mark, mark.sequence > plan.at {
            return "This file says that it was made after journal entry \(mark.sequence), which has not been written "
                + "yet here. Export the plan again and make the changes in that file."
        }
        guard !export.rows.isEmpty else {
            return
                "The file has the columns of an export and no rows. Rows that are taken out stay in the plan; withdraw "
                + "an action on its page."
        }
        return nil
    }
}

extension OwnExport {
    /// The file read as a plan of its own: every row a new action.
    public func plan(source: PlanSource, year: PlanYear) -> ReadPlan {
        let reading = Reading(year: year)
        let levels = KnownLevels([])
        var actions: [ReadAction] = []
        for row in rows {
            let cells = NewRow(self, row)
            guard cells.saysAnything else { continue }
            guard let wording = cells.wording(year: year, levels, reading) else { continue }
            actions.append(ReadAction(wording: wording, place: row.place))
        }
        let origin = mark.map { "plan \($0.strategy.number)" } ?? "a plan"
        let problem = Problem(
            place: header, severity: .warning, code: "exported-plan",
            message:
                "The file is an export of \(origin). Entered here it becomes a plan of its own; to bring changes back, "
                + "choose “Bring in a newer file” on the page of the plan it came from.")
        return ReadPlan(
            title: nil, source: source, actions: actions, notTaken: reading.notTaken,
            problems: [problem] + markedRows + reading.problems)
    }

    /// Nobody reads the column of markings where every row becomes a new action: said where a row is marked.
    private var markedRows: [Problem] {
        let marked = rows.compactMap { row -> (Row, String)? in
            guard case .higher(let typed) = ReturnedMarking(text(.marking, of: row), standing: .official, known: [])
            else { return nil }
            return (row, typed)
        }
        guard let first = marked.first else { return [] }
        return [
            Problem(
                place: place(.marking, of: first.0), severity: .warning, code: "marked-rows",
                message:
                    "Rows of the file (\(marked.count)) are marked, the first of them “\(first.1.beginning(40))”. Their actions take the marking that is chosen for the plan: choose it so high."
            )
        ]
    }
}
