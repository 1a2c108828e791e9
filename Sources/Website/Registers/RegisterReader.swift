import ActionPlans
import Vocabulary

/// Reads the form of an item: strings in, a record or what is wrong with the strings out. No rule of the registers.
struct RegisterReader {
    let words: Words
    let kind: RegisterKind
    let form: FormFields
    private var days: DayReader
    private(set) var further: [FieldProblem] = []

    init(_ words: Words, _ kind: RegisterKind, _ form: FormFields) {
        self.words = words
        self.kind = kind
        self.form = form
        days = DayReader(words)
    }

    var problems: [FieldProblem] { further + days.problems }

    /// The record as typed. A day that is missing or does not exist stands in as one far ahead: it has its problem
    /// already, and the rest of the record can still be looked over.
    mutating func record() -> RegisterRecord {
        var record = RegisterRecord(title: form["title"], details: details())
        record.strategy = Int(form["plan"]).map { StrategyID($0) }
        record.owner = Int(form["owner"]).map { MemberID($0) }
        let needsReview = kind == .risk || kind == .issue
        record.review = needsReview ? day("review") : optional("review")
        record.actions = actions()
        return record
    }

    var marking: Marking? { Marking(rawValue: form["marking"]) }

    private mutating func details() -> RegisterDetails {
        switch kind {
        case .risk:
            .risk(
                RiskDetails(
                    cause: form["cause"], effect: form["effect"], likelihood: Int(form["likelihood"]) ?? 0,
                    impact: Int(form["impact"]) ?? 0, mitigation: form["mitigation"]))
        case .issue: .issue(IssueDetails(effect: form["effect"], response: form["response"]))
        case .pilot:
            .pilot(
                PilotDetails(
                    site: form["site"], begins: day("begins"), ends: day("ends"), evaluationDue: day("evaluation")))
        case .evidenceGap: .evidenceGap(GapDetails(why: form["why"], fill: form["fill"], due: day("due")))
        }
    }

    private mutating func day(_ field: String) -> Day {
        days.required(DateBoxes(form, field), field, words("registers.name.\(field)")) ?? Day(number: 400_000)
    }

    private mutating func optional(_ field: String) -> Day? {
        days.optional(DateBoxes(form, field), field, words("registers.name.\(field)"))
    }

    /// "AP-0001, AP-0012": references between commas, spaces or line breaks.
    private mutating func actions() -> [ActionID] {
        var ids: [ActionID] = []
        for piece in form["actions"].split(whereSeparator: { ",; \n\t".contains($0) }).prefix(200) {
            guard let id = ActionID(reference: piece) else {
                further.append(FieldProblem("actions", words("registers.actions.not-references")))
                return ids
            }
            ids.append(id)
        }
        return ids
    }
}
