import ActionPlans
import Frameworks
import Vocabulary

/// The stable JSON form of a plan that was read: every key always present, what is not known an explicit null.
///
/// Encode it with sorted keys. Its version is `format`; a key is never renamed or taken away within a version.
public struct PlanReadDocument: Encodable, Sendable {
    public static let format = 1

    private let plan: ReadPlan

    public init(_ plan: ReadPlan) { self.plan = plan }

    private enum Key: String, CodingKey {
        case format, title, source, columns, actions, notTaken, problems
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.format, forKey: .format)
        try container.encode(plan.title, forKey: .title)
        try container.encode(plan.source, forKey: .source)
        try container.encode(plan.columns.map(ColumnForm.init), forKey: .columns)
        try container.encode(plan.actions.map(ActionForm.init), forKey: .actions)
        try container.encode(plan.notTaken.map(NotTakenForm.init), forKey: .notTaken)
        try container.encode(plan.problems.map(ProblemForm.init), forKey: .problems)
    }
}

/// `{"sheet","page","table","line","row","column"}`, all six always there.
struct PlaceForm: Encodable {
    let place: Place

    private enum Key: String, CodingKey { case sheet, page, table, line, row, column }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(place.sheet, forKey: .sheet)
        try container.encode(place.page, forKey: .page)
        try container.encode(place.table, forKey: .table)
        try container.encode(place.line, forKey: .line)
        try container.encode(place.row, forKey: .row)
        try container.encode(place.column, forKey: .column)
    }
}

private struct ColumnForm: Encodable {
    let column: ReadColumn

    private enum Key: String, CodingKey { case table, column, heading, meaning }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(column.table, forKey: .table)
        try container.encode(column.column, forKey: .column)
        try container.encode(column.heading, forKey: .heading)
        try container.encode(column.meaning.description, forKey: .meaning)
    }
}

private struct ActionForm: Encodable {
    let action: ReadAction

    private enum Key: String, CodingKey {
        case number, path, text, owner, leads, contributors, resources, coverage, outcome, measure, progress, equality
        case notes, timescale, place
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        let wording = action.wording
        try container.encode(wording.number, forKey: .number)
        try container.encode(wording.path.map(LevelForm.init), forKey: .path)
        try container.encode(wording.text, forKey: .text)
        try container.encode(wording.owner, forKey: .owner)
        try container.encode(wording.leads, forKey: .leads)
        try container.encode(wording.contributors, forKey: .contributors)
        try container.encode(wording.resources, forKey: .resources)
        try container.encode(wording.coverage, forKey: .coverage)
        try container.encode(wording.outcome, forKey: .outcome)
        try container.encode(wording.measure, forKey: .measure)
        try container.encode(wording.progress, forKey: .progress)
        try container.encode(wording.equality, forKey: .equality)
        try container.encode(wording.notes, forKey: .notes)
        try container.encode(TimescaleForm(timescale: wording.timescale), forKey: .timescale)
        try container.encode(PlaceForm(place: action.place), forKey: .place)
    }
}

private struct LevelForm: Encodable {
    let level: PlanLevel

    private enum Key: String, CodingKey { case level, number, text }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(level.level.rawValue, forKey: .level)
        try container.encode(level.number, forKey: .number)
        try container.encode(level.text, forKey: .text)
    }
}

private struct NotTakenForm: Encodable {
    let entry: NotTaken

    private enum Key: String, CodingKey { case place, text, reason }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(PlaceForm(place: entry.place), forKey: .place)
        try container.encode(entry.text, forKey: .text)
        try container.encode(entry.reason, forKey: .reason)
    }
}

private struct ProblemForm: Encodable {
    let problem: Problem

    private enum Key: String, CodingKey { case place, severity, code, message }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(PlaceForm(place: problem.place), forKey: .place)
        try container.encode(problem.severity.rawValue, forKey: .severity)
        try container.encode(problem.code, forKey: .code)
        try container.encode(problem.message, forKey: .message)
    }
}
