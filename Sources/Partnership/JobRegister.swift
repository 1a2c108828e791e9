public import Vocabulary

/// What a store must promise about long work. A job belongs to the member who began it: nobody else ever sees it, and
/// they see it only while their sight reaches its marking. It is not journalled; what it enters, it enters as anybody
/// does.
public protocol JobRegister: Sendable {
    /// Keeps a job that waits for its turn, and gives it its number.
    func open(_ job: NewJob) async throws -> JobID
    /// Its turn has come. False when it has ended already.
    @discardableResult
    func start(_ id: JobID, at: Instant) async throws -> Bool
    /// How far it is. Nothing is changed once it has ended.
    func note(_ step: JobStep, of id: JobID) async throws
    /// Ends a job with its files, in one transaction. False when it has ended already.
    @discardableResult
    func end(_ id: JobID, _ ending: JobEnding, at: Instant) async throws -> Bool

    /// The newest jobs of the sight's member, at most `limit`.
    func jobs(_ sight: Sight, limit: Int) async throws -> [Job]
    /// Nil when there is none, it is another member's, or the sight does not reach its marking.
    func job(_ id: JobID, _ sight: Sight) async throws -> Job?
    /// One file of a job, by its number from 1; nil wherever the job is.
    func file(_ number: Int, of id: JobID, _ sight: Sight) async throws -> JobFile?

    /// Says of every job that waits or runs that the program ended meanwhile, and how many there were.
    @discardableResult
    func interrupt(at: Instant) async throws -> Int
    /// Forgets jobs with their files that ended before an instant, and of each member all but the newest `keeping` that
    /// have ended; says how many.
    @discardableResult
    func prune(endedBefore: Instant, keeping: Int) async throws -> Int
}

public enum JobTag: Sendable {}
public typealias JobID = Identifier<JobTag>

/// Long work that somebody asked for.
public struct NewJob: Hashable, Sendable {
    public let member: MemberID
    /// What kind of work: `board-pack`.
    public let kind: String
    /// What it makes, in words.
    public let title: String
    /// The marking of its title and of what it is about; its result may raise it.
    public let marking: Marking
    /// How many pieces of work there are; nil where nobody can say.
    public let total: Int?
    public let asked: Instant

    public init(member: MemberID, kind: String, title: String, marking: Marking, total: Int?, asked: Instant) {
        self.member = member
        self.kind = kind
        self.title = title
        self.marking = marking
        self.total = total
        self.asked = asked
    }
}

/// How far long work is: done of total, and what it is at.
public struct JobStep: Hashable, Sendable {
    public var done: Int
    public var total: Int?
    /// In words: "Writing the pack of the city plan".
    public var words: String

    public init(done: Int = 0, total: Int? = nil, words: String = "") {
        self.done = done
        self.total = total
        self.words = words
    }
}

/// Where long work stands.
public enum JobState: String, Sendable, CaseIterable, Codable {
    /// In the line, until others are done.
    case waiting
    case running
    case done
    case failed
    case cancelled
    /// The program ended while it waited or ran.
    case interrupted

    /// Whether it has come to its end, one way or another.
    public var isEnd: Bool { self != .waiting && self != .running }
}

/// What long work came to.
public struct JobEnding: Hashable, Sendable {
    public let state: JobState
    public let step: JobStep
    /// What became of it, or why it failed, in a sentence.
    public let sentence: String?
    /// Under which it stands in the log, where nobody expected what happened.
    public let reference: String?
    /// The page that shows the result, where there is one.
    public let link: String?
    /// The marking of the result; nil where nothing was made.
    public let marking: Marking?
    public let files: [JobFile]

    public init(
        _ state: JobState, step: JobStep, sentence: String? = nil, reference: String? = nil, link: String? = nil,
        marking: Marking? = nil, files: [JobFile] = []
    ) {
        self.state = state
        self.step = step
        self.sentence = sentence
        self.reference = reference
        self.link = link
        self.marking = marking
        self.files = files
    }
}

/// A file that long work made.
public struct JobFile: Hashable, Sendable {
    public let name: String
    public let mediaType: String
    public let bytes: [UInt8]

    public init(name: String, mediaType: String, bytes: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// Long work as its page shows it.
public struct Job: Hashable, Sendable, Identifiable {
    public let id: JobID
    public let member: MemberID
    public let kind: String
    public let title: String
    public let marking: Marking
    public var state: JobState
    public var step: JobStep
    public let asked: Instant
    public let began: Instant?
    public let ended: Instant?
    public let sentence: String?
    public let reference: String?
    public let link: String?
    /// Its files without their bytes, in their order; the first has the number 1.
    public let files: [JobFileSummary]

    public init(
        id: JobID, member: MemberID, kind: String, title: String, marking: Marking, state: JobState, step: JobStep,
        asked: Instant, began: Instant?, ended: Instant?, sentence: String?, reference: String?, link: String?,
        files: [JobFileSummary]
    ) {
        self.id = id
        self.member = member
        self.kind = kind
        self.title = title
        self.marking = marking
        self.state = state
        self.step = step
        self.asked = asked
        self.began = began
        self.ended = ended
        self.sentence = sentence
        self.reference = reference
        self.link = link
        self.files = files
    }
}

/// A file of a job without its bytes.
public struct JobFileSummary: Hashable, Sendable {
    public let number: Int
    public let name: String
    public let mediaType: String
    public let size: Int

    public init(number: Int, name: String, mediaType: String, size: Int) {
        self.number = number
        self.name = name
        self.mediaType = mediaType
        self.size = size
    }
}
