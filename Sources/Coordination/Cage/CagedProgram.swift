/// A program as it is run in the cage: its words, what it finds, what it is given.
struct CagedProgram: Sendable {
    /// The program's path first; never passes through a shell.
    var words: [String]
    /// Nothing else is in the program's environment; empty for almost all.
    var environment: [String: String] = [:]
    /// Files that lie in its folder, by name; the program may read them and change none.
    var files: [String: [UInt8]] = [:]
    /// On standard input.
    var input: [UInt8]
}

/// Why a program in the cage gave nothing. Whoever uses the cage says it in the words of its own work.
enum CageFault: Error, Equatable, Sendable {
    /// More input than the limits allow; nothing was started.
    case tooLarge(bytes: Int)
    case programMissing
    /// It could not be started, or its folder not made.
    case notStarted
    /// No place became free in time.
    case tooBusy
    case timedOut(seconds: Int)
    case tooMuchOutput
    /// It ended, was killed, or those who asked are gone, before everything had come.
    case stopped
    /// It wrote what nobody understands.
    case notUnderstood
}

/// Takes what a program writes, piece by piece, and knows when it is whole.
protocol CageEar: Sendable {
    associatedtype Heard: Sendable
    /// - Throws: `CageFault` as soon as nothing good can come of it.
    mutating func take(_ piece: UnsafeRawBufferPointer) throws(CageFault)
    /// After the last piece.
    func finish() throws(CageFault) -> Heard
}

/// Plain bytes with a beginning and an end that only a whole file has.
struct FileEar: CageEar {
    /// Where a file of one kind begins, and what must stand near its end.
    struct Shape: Sendable {
        let start: [UInt8]
        let end: [UInt8]

        static let pdf = Shape(start: Array("%PDF-1.".utf8), end: Array("%%EOF".utf8))
        static let png = Shape(start: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], end: Array("IEND".utf8))
        /// The record at the end of a zip archive.
        static let zip = Shape(start: Array("PK\u{3}\u{4}".utf8), end: Array("PK\u{5}\u{6}".utf8))
        /// A program that answers with its version.
        static let words = Shape(start: [], end: Array("\n".utf8))
    }

    let shape: Shape
    private var bytes: [UInt8] = []

    init(_ shape: Shape) { self.shape = shape }

    mutating func take(_ piece: UnsafeRawBufferPointer) { bytes.append(contentsOf: piece) }

    func finish() throws(CageFault) -> [UInt8] {
        guard bytes.starts(with: shape.start) else { throw bytes.isEmpty ? .stopped : .notUnderstood }
        let tail = bytes.suffix(64)
        let isWhole = tail.indices.contains { tail[$0...].starts(with: shape.end) }
        guard isWhole else { throw .stopped }
        return bytes
    }
}
