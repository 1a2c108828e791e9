public import Vocabulary

/// Something in a picture that needs somebody, with the sentence that says why.
public struct PlanException: Hashable, Sendable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case overdue, silent, slipped, conditional
        case delayAsked = "delay-asked"
        case notYetConfirmed = "not-yet-confirmed"
        case notUnderstood = "not-understood"
        case vacant

        /// The heading such exceptions stand under.
        public var words: String {
            switch self {
            case .overdue: "Overdue"
            case .silent: "Silent"
            case .slipped: "Agreed later more than once"
            case .conditional: "Waiting for something named"
            case .delayAsked: "A delay waits for a decision"
            case .notYetConfirmed: "Past deadlines to settle"
            case .notUnderstood: "Deadlines that nobody has explained yet"
            case .vacant: "Nobody is asked for updates"
            }
        }
    }

    public let kind: Kind
    public let action: ActionID
    public let sentence: String
}

extension PlanPicture {
    /// Everything that needs somebody, kind by kind, in the plan's order within each. Withdrawn and completed actions
    /// need nobody.
    public var exceptions: [PlanException] { exceptions { $0.word } }

    /// The same with the words a pack gives the statuses.
    ///
    /// - Parameter working: who works in the partnership, so that an owner who has left counts as a vacant post; nil
    ///   counts every owner as working.
    public func exceptions(working: Set<MemberID>? = nil, word: (Status) -> String) -> [PlanException] {
        var found: [PlanException.Kind: [PlanException]] = [:]
        func add(_ kind: PlanException.Kind, _ action: Action, _ sentence: String) {
            found[kind, default: []].append(PlanException(kind: kind, action: action.id, sentence: sentence))
        }
        for (action, standing) in zip(plan.actions, standings)
        where standing.status != .withdrawn && standing.status != .completed {
            for commitment in standing.commitments {
                let promise = commitment.promise
                switch commitment.status {
                case .overdue: add(.overdue, action, commitment.sentence(word: word(.overdue)))
                case .notYetConfirmed: add(.notYetConfirmed, action, commitment.sentence(word: word(.notYetConfirmed)))
                case .completed, .withdrawn: continue
                case .silent, .underWay, .notYetOpen: break
                }
                if promise.slips > 1 { add(.slipped, action, commitment.slippedSentence) }
                if let sentence = commitment.waitingSentence(since: action.enteredOn) {
                    add(.conditional, action, sentence)
                }
                if let request = promise.request {
                    add(.delayAsked, action, "A delay to \(request.newDay.printed) is asked for: \(request.reason)")
                }
                if !promise.commitment.understood {
                    let wording = promise.commitment.wording.map { ": “\($0.prefix(80))”" } ?? ""
                    add(.notUnderstood, action, "The deadline is not understood yet\(wording)")
                }
            }
            if let silent = standing.commitments.first(where: { $0.status == .silent }) {
                add(.silent, action, silent.sentence(word: word(.silent)))
            }
            if let vacancy = action.vacancy(among: working) { add(.vacant, action, vacancy.sentence) }
        }
        return PlanException.Kind.allCases.flatMap { found[$0] ?? [] }
    }
}

extension Standing {
    /// "Agreed later 3 times: first due 30 April 2003, now due 31 March 2004".
    fileprivate var slippedSentence: String {
        var parts: [String] = []
        if let stated, stated != due { parts.append("first due \(stated.printed)") }
        if let due { parts.append("now due \(due.printed)") }
        let days = parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))"
        return "Agreed later \(slips.counted("time"))\(days)"
    }

    /// What the commitment waits for and how long it has; nil where it waits for nothing, or has not opened.
    fileprivate func waitingSentence(since entered: Day) -> String? {
        guard status != .notYetOpen else { return nil }
        let commitment = promise.commitment
        let what: String? = commitment.condition ?? (commitment.relative != nil ? commitment.wording : nil)
        guard let what, !what.isEmpty else { return nil }
        let since = max(entered, commitment.opens ?? entered)
        let days = max(0, day.number - since.number)
        let long = days > 0 ? "for \(days.counted("day")) since" : "since"
        return "Waits for “\(what.prefix(80))\(what.count > 80 ? "…" : "")”, \(long) \(since.printed)"
    }
}
