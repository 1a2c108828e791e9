public import Partnership
public import Vocabulary

/// How long work says how far it is, and learns that nobody wants it any more. The same work is done behind a page, where
/// the desk of jobs listens, and by a command, where a terminal does.
public struct JobProgress: Sendable {
    private let tell: @Sendable (JobStep) async -> Void

    public init(_ tell: @escaping @Sendable (JobStep) async -> Void) { self.tell = tell }

    /// Nobody listens.
    public static let silent = JobProgress { _ in }

    /// Says what the work is at now, and how much of it is done.
    ///
    /// - Parameter total: how many pieces there are; left out, what was said before holds.
    /// - Throws: `CancellationError` when the work was cancelled: let it pass.
    public func at(_ words: String, done: Int, of total: Int? = nil) async throws {
        try Task.checkCancellation()
        await tell(JobStep(done: done, total: total, words: words))
        try Task.checkCancellation()
    }
}

/// What long work made.
public struct JobResult: Sendable {
    public var files: [JobFile]
    /// The highest marking of anything in the files and in the sentence.
    public var marking: Marking
    /// What became of it: "Three packs were issued."
    public var sentence: String?
    /// The page that shows the result, as a path of this site: "/packs/3".
    public var link: String?

    public init(
        files: [JobFile] = [], marking: Marking = .official, sentence: String? = nil, link: String? = nil
    ) {
        self.files = files
        self.marking = marking
        self.sentence = sentence
        self.link = link
    }

    /// The files without whatever a name may not hold, and with a media type that is one.
    func kept() throws -> [JobFile] {
        let bytes = files.map(\.bytes.count)
        guard files.count <= JobDesk.Limits.files, bytes.allSatisfy({ $0 <= JobDesk.Limits.fileBytes }),
            bytes.reduce(0, +) <= JobDesk.Limits.jobBytes
        else {
            throw DeskRefusal.unreadable("More was made than is kept here. Ask for less at once.")
        }
        return files.map { file in
            JobFile(
                name: JobResult.plain(file.name), mediaType: JobResult.mediaType(file.mediaType), bytes: file.bytes)
        }
    }

    /// A name every system can keep: letters, digits, dashes and dots, not endless, never hidden and never a path.
    static func plain(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let plain = last.unicodeScalars.map { scalar -> Character in
            let isLetter = scalar.isASCII && (scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value))
            return isLetter || "._-".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
        }
        let parts = String(plain).split(separator: ".")
        let ending = parts.count > 1 ? "." + (parts.last ?? "").prefix(12) : ""
        let stem = parts.prefix(max(1, parts.count - 1)).joined(separator: ".").drop { $0 == "-" }.prefix(80)
        return (stem.isEmpty ? "file" : stem) + ending
    }

    private static func mediaType(_ type: String) -> String {
        let isPlain = type.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 && $0.value < 0x7F }
        return isPlain && type.contains("/") && type.utf8.count <= 120 ? type : "application/octet-stream"
    }
}

/// Work that ended before it was done and had made something by then: that is kept. The result's sentence says what
/// became of it, beside why it ended.
public struct JobCutShort: Error {
    public let result: JobResult
    public let cause: any Error

    public init(result: JobResult, cause: any Error) {
        self.result = result
        self.cause = cause
    }
}

/// Long work with what only the running program knows of it.
public struct JobView: Sendable {
    public let job: Job
    /// How many stand before it in the line; nil unless it waits.
    public let ahead: Int?
    /// It was told to stop and has not stopped yet.
    public let isStopping: Bool
}

/// Why long work was not begun: too much of it waits already.
public enum JobRefusal: Error, Equatable, Sendable {
    /// This member has as many jobs under way as one may have.
    case tooManyOfYours
    /// The line is full, whoever stands in it.
    case lineFull

    public var sentence: String {
        switch self {
        case .tooManyOfYours:
            "You have \(JobDesk.Limits.perMember) long jobs under way already. Wait for one to end, or cancel one, then ask again."
        case .lineFull: "Too much long work is waiting just now. Ask again in a few minutes; nothing was begun."
        }
    }
}
