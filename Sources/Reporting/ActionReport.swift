public import ActionPlans
public import Vocabulary

/// One action as of a day, with its commitments and its history in words: what its page and `plan show` print.
public struct ActionReport: Sendable, Equatable {
    public struct CommitmentLine: Sendable, Equatable {
        public let number: Int
        public let wording: String?
        public let label: String?
        public let status: Status
        public let due: Day?
        public let slips: Int
        public let sentence: String
    }

    /// What the action was at the comparison.
    public struct Previous: Sendable, Equatable {
        public let status: Status
        public let sentence: String
    }

    /// One entry of the history, newest first.
    public struct HistoryLine: Sendable, Equatable {
        public let sequence: JournalSequence
        public let recordedOn: Day
        public let author: String
        public let sentence: String
        /// The entry that took it back; nil where it stands.
        public let correctedBy: JournalSequence?

        public init(
            sequence: JournalSequence, recordedOn: Day, author: String, sentence: String,
            correctedBy: JournalSequence? = nil
        ) {
            self.sequence = sequence
            self.recordedOn = recordedOn
            self.author = author
            self.sentence = sentence
            self.correctedBy = correctedBy
        }
    }

    public let action: Action
    public let day: Day
    public let sequence: JournalSequence
    public let status: Status
    public let sentence: String
    /// The status and sentence at the comparison; nil for an action that is new since.
    public let previous: Previous?
    public let isChanged: Bool
    public let changes: [ActionChange]
    public let comparedWith: PlanComparison.Point
    public let owner: String
    public let contributing: [String]
    public let commitments: [CommitmentLine]
    public let history: [HistoryLine]

    /// Nil for an action that is not in the picture.
    ///
    /// - Parameters:
    ///   - words: the words of statuses, from the pack.
    ///   - recordedOn: the day of an instant, from the partnership's clock.
    public init?(
        _ id: ActionID, in picture: PlanPicture, history: [PlanHistoryEntry], names: StaffNames, words: StatusWords,
        recordedOn: (Instant) -> Day
    ) {
        guard let position = picture.position(of: id) else { return nil }
        let standing = picture.standings[position]
        action = picture.plan.actions[position]
        day = picture.day
        sequence = picture.plan.at
        status = standing.status
        sentence = standing.sentence(word: words.word(standing.status))
        previous = picture.previous(of: id).map {
            Previous(status: $0.status, sentence: $0.sentence(word: words.word($0.status)))
        }
        isChanged = picture.isChanged[position]
        changes = picture.changes(of: id, word: words.word)
        comparedWith = picture.comparedWith.point
        owner = names.ownerNow(action.updateOwner)
        contributing = action.contributing.sorted().map(names.name)
        commitments = standing.commitments.map { commitment in
            CommitmentLine(
                number: commitment.promise.number, wording: commitment.promise.commitment.wording,
                label: commitment.promise.commitment.label, status: commitment.status, due: commitment.due,
                slips: commitment.slips, sentence: commitment.sentence(word: words.word(commitment.status)))
        }
        let historyWords = HistoryWords(names)
        self.history = history.map { entry in
            HistoryLine(
                sequence: entry.header.sequence, recordedOn: recordedOn(entry.header.recorded),
                author: names.author(entry.header.author), sentence: historyWords.sentence(entry.payload, about: id),
                correctedBy: entry.correctedBy)
        }
    }
}
