public import Vocabulary

/// What an action is on a day: the worst of its commitments, green only when all are completed.
public struct ActionStanding: Hashable, Sendable {
    public let action: ActionID
    /// One for each commitment, in their order; those withdrawn included.
    public let commitments: [Standing]
    public let status: Status
    /// The commitment that decides; nil for an action that was withdrawn, or that promises nothing.
    public let deciding: Standing?
    private let retired: Retirement?

    public var colour: Colour? { status.colour }

    /// The action's colour is that of the worst commitment; between two that are as bad, of the one due first.
    public static func of(_ action: Action, on day: Day, _ context: StandingContext) -> ActionStanding {
        let commitments = action.promises.map { Standing.of($0, in: action, on: day, context) }
        var worst: Standing?
        for standing in commitments where standing.status != .withdrawn {
            if worst.map({ standing.isWorse(than: $0) }) ?? true { worst = standing }
        }
        let status: Status =
            if action.retired != nil {
                .withdrawn
            } else if let worst {
                worst.status
            } else {
                commitments.isEmpty ? .underWay : .withdrawn
            }
        return ActionStanding(
            action: action.id, commitments: commitments, status: status,
            deciding: status == .withdrawn ? nil : worst, retired: action.retired)
    }

    /// The sentence behind the colour, always shown with it.
    public var sentence: String { sentence(word: status.word) }

    /// The sentence with the word a pack gives the status.
    public func sentence(word: String) -> String {
        if let deciding {
            let sentence = deciding.sentence(word: word)
            guard commitments.count > 1, let label = deciding.promise.commitment.label, !label.isEmpty else {
                return sentence
            }
            return "\(sentence) (\(label.prefix(80))\(label.count > 80 ? "…" : ""))"
        }
        guard let retired else {
            return commitments.first?.sentence(word: word) ?? "\(word): no commitment"
        }
        let successor = retired.successor.map { ", replaced by \($0.reference)" } ?? ""
        return "\(word) on \(retired.on.printed)\(successor): \(retired.reason)"
    }

    /// The first due day among the commitments that are not done, or that of the one that decides.
    public var nextDeadline: Day? {
        commitments.filter { $0.status != .completed && $0.status != .withdrawn }.compactMap(\.due).min()
            ?? deciding?.due
    }

    /// All agreed new days later than the ones they replaced.
    public var slips: Int { commitments.reduce(0) { $0 + $1.slips } }
}

extension Standing {
    fileprivate func isWorse(than other: Standing) -> Bool {
        if status != other.status { return status < other.status }
        guard let due else { return false }
        return other.due.map { due < $0 } ?? true
    }
}
