public import Vocabulary

/// A place where the golden thread of a plan breaks: a priority without an action, an action without a measure, an
/// owner or a date, wording that stands twice or contradicts itself.
public struct ThreadFinding: Hashable, Sendable, Identifiable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case levelWithdrawn = "level-withdrawn"
        case levelCompleted = "level-completed"
        case noMeasure = "no-measure"
        case noOwner = "no-owner"
        case noDate = "no-date"
        case datedTwice = "dated-twice"
        case sameWording = "same-wording"
        case hiddenSlip = "hidden-slip"

        /// The heading such findings stand under.
        public var words: String {
            switch self {
            case .levelWithdrawn: "Priorities without a standing action"
            case .levelCompleted: "Priorities whose actions are all completed"
            case .noMeasure: "Actions without a measure or an outcome"
            case .noOwner: "Actions without an owner"
            case .noDate: "Actions without a date"
            case .datedTwice: "The same promise, dated twice"
            case .sameWording: "The same wording in several places"
            case .hiddenSlip: "Slips told in the progress text only"
            }
        }

        /// What to do about such a finding.
        public var advice: String {
            switch self {
            case .levelWithdrawn: "Add an action, or say that the priority no longer holds."
            case .levelCompleted: "Say whether the priority is reached, or what comes next."
            case .noMeasure: "Write down how anybody would see that it is done."
            case .noOwner: "Confirm an update owner."
            case .noDate: "Agree a day, or say that it continues."
            case .datedTwice: "Decide which day holds, and amend or withdraw the other."
            case .sameWording: "Check that it was written for each place, and withdraw what was only pasted."
            case .hiddenSlip: "Ask for the delay and have it agreed, or correct the text."
            }
        }
    }

    /// Stable while the wording stands: kind, what it is about, and a fingerprint of the words. What was settled comes
    /// back when they change.
    public let key: String
    public let kind: Kind
    /// The actions it is about, in the plan's order; for a level, those below it.
    public let actions: [ActionID]
    /// Where in the plan it stands.
    public let path: [PlanLevel]
    /// What was found, with its facts.
    public let sentence: String

    public var id: String { key }

    init(_ kind: Kind, _ actions: [ActionID], _ path: [PlanLevel], wording: [String?], _ sentence: String) {
        self.kind = kind
        self.actions = actions
        self.path = path
        self.sentence = sentence
        let isLevel = kind == .levelWithdrawn || kind == .levelCompleted
        let about = isLevel ? "" : actions.map { ":" + $0.reference }.joined()
        key = "\(kind.rawValue)\(about):\(Fingerprint.of(wording))"
    }
}

/// A short mark of a text, equal for equal texts: FNV-1a over its bytes. It tells changed wording from unchanged and
/// protects nothing.
enum Fingerprint {
    static func of(_ texts: [String?]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        for text in texts {
            for byte in (text ?? "").utf8 { add(byte) }
            add(text == nil ? 0xFE : 0xFF)
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// What a coordinator answered to a finding.
public enum FindingAnswer: String, Hashable, Sendable, Codable, CaseIterable {
    case meantSo = "meant-so"
    case willBeAmended = "will-be-amended"
    case oneWithdrawn = "one-withdrawn"

    public var words: String {
        switch self {
        case .meantSo: "It is meant so"
        case .willBeAmended: "It will be amended"
        case .oneWithdrawn: "One of them is withdrawn"
        }
    }
}

/// A finding that was settled: by whom, when and why. It holds while its key is found.
public struct SettledFinding: Hashable, Sendable {
    public let key: String
    public let answer: FindingAnswer
    public let note: String
    public let on: Day
    public let by: Author
    public let sequence: JournalSequence

    public init(
        key: String, answer: FindingAnswer, note: String, on: Day, by: Author, sequence: JournalSequence
    ) {
        self.key = key
        self.answer = answer
        self.note = note
        self.on = on
        self.by = by
        self.sequence = sequence
    }
}
