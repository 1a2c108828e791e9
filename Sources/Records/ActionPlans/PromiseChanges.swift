import ActionPlans
import Vocabulary

/// What entries do to a promise, as values. The rows follow.
extension Promise {
    /// A first completion stands; a later one of the same is ignored.
    mutating func complete(occurrence: Day?, _ completion: Completion) {
        if let occurrence {
            if occurrences[occurrence] == nil { occurrences[occurrence] = completion }
        } else if completed == nil {
            completed = completion
        }
    }

    /// A slip is an agreed day later than the one it replaces; where there was none, there is nothing to slip from.
    mutating func agree(on day: Day, replacing replaced: Day?) {
        if let replaced, day > replaced { slips += 1 }
        agreedDay = day
    }

    mutating func settle(_ answer: DeadlinesSettled.Answer, on day: Day, note: String) {
        settled = answer.answer
        switch answer.answer {
        case .done:
            complete(
                occurrence: answer.occurrence, Completion(recordedOn: day, happened: nil, evidence: note))
        case .delayAgreed(let until): agree(on: until, replacing: agreedDay ?? answer.occurrence ?? commitment.due)
        case .missed, .withdrawn: break
        }
    }
}

extension SettleAnswer {
    /// As stored; the day stands in its own column.
    var word: String {
        switch self {
        case .done: "done"
        case .delayAgreed: "delay-agreed"
        case .missed: "missed"
        case .withdrawn: "withdrawn"
        }
    }

    init?(word: String, until: Day?) {
        switch (word, until) {
        case ("done", _): self = .done
        case ("delay-agreed", let until?): self = .delayAgreed(until: until)
        case ("missed", _): self = .missed
        case ("withdrawn", _): self = .withdrawn
        default: return nil
        }
    }
}
