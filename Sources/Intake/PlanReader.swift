public import ActionPlans
public import Frameworks
public import Tables
import Vocabulary

/// Reads the plan in a document: finds its tables and lists of milestones among the prose, and turns their rows into
/// actions, each with its place.
///
/// Nothing is stored and nothing decided; what is doubtful becomes a problem, what is not part of the plan is listed
/// as not taken. The rules stand in `Documentation/reference/plan-read.md`.
public struct PlanReader: Sendable {
    private let headings: [ColumnHeading]
    private let choices: ReadingChoices

    /// - Parameters:
    ///   - headings: the phrases by which columns are recognised, from the framework pack.
    ///   - choices: what a person has confirmed about this file.
    public init(headings: [ColumnHeading], choices: ReadingChoices = .init()) {
        self.headings = headings
        self.choices = choices
    }

    public func read(_ blocks: [Block], source: PlanSource) -> ReadPlan {
        let guess = ColumnGuess(headings, remembered: Set(choices.remembered.map(\.heading)))
        let outline = Outline(blocks, guess: guess)
        let reading = Reading(year: choices.year)
        let title = DocumentTitle(outline)
        var walk = DocumentWalk(reading, guess: guess, choices: choices, outline: outline, title: title)
        walk.read()
        Contradictions.report(reading)
        HiddenSlips.report(reading)
        PersonalText.report(reading)
        var problems = outline.problems + reading.problems
        let isRefused = outline.parts.isEmpty && problems.contains { $0.severity == .error }
        if reading.actions.isEmpty, !isRefused { problems.append(Self.nothingRead(outline)) }
        return ReadPlan(
            title: reading.title, source: source, columns: reading.columns, actions: reading.actions,
            notTaken: Self.inOrder(reading.notTaken, by: \.place), problems: Self.inOrder(problems, by: \.place))
    }

    private static func nothingRead(_ outline: Outline) -> Problem {
        let found =
            outline.tables.isEmpty
            ? "the file has no table."
            : "none of its tables has a column for what is to be done beside leads or deadlines."
        return Problem(
            place: Place(), severity: .error, code: "nothing-read",
            message: "No plan could be read: \(found) "
                + "Send the plan as a table with one action in each row and a header such as Action, Lead, By when.")
    }

    private static func inOrder<Found>(_ found: [Found], by place: KeyPath<Found, Place>) -> [Found] {
        func key(_ place: Place) -> (Int, Int, Int, Int) {
            (place.line ?? 0, place.table ?? 0, place.row ?? 0, place.column ?? 0)
        }
        return found.enumerated().sorted { one, other in
            let (left, right) = (key(one.element[keyPath: place]), key(other.element[keyPath: place]))
            return left == right ? one.offset < other.offset : left < right
        }.map(\.element)
    }
}

extension ReadPlan {
    /// Nothing could be read: the file holds no action at all.
    public var isEmpty: Bool { actions.isEmpty }
}
