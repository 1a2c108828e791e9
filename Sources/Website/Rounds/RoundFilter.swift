import ActionPlans
import Vocabulary

/// What a round's list is narrowed to; the same fields as the address's.
struct RoundFilter: Sendable, Equatable {
    var answer: RoundAnswers.Answer?
    /// The number of an update owner, or `vacant`.
    var owner = ""
    var page = "1"

    init(_ query: FormFields) {
        answer = RoundAnswers.Answer(rawValue: query["answer"])
        owner = String(query["owner"].prefix(12))
        page = query["page"]
    }

    init() {}

    var isNarrowing: Bool { answer != nil || !owner.isEmpty }

    var fields: [(name: String, value: String)] {
        [("answer", answer?.rawValue ?? ""), ("owner", owner), ("page", page == "1" ? "" : page)]
            .filter { !$0.1.isEmpty }
    }

    func with(_ change: (inout RoundFilter) -> Void) -> RoundFilter {
        var other = self
        other.page = "1"
        change(&other)
        return other
    }

    /// The lines that are left.
    func lines(of answers: RoundAnswers, in plan: Plan) -> [RoundAnswers.Line] {
        answers.lines.filter { line in
            if let answer, line.answer != answer { return false }
            if owner.isEmpty { return true }
            let asked = plan.actions[line.position].updateOwner
            return owner == "vacant" ? line.owner == nil : asked.map { String($0.number) } == owner
        }
    }
}
