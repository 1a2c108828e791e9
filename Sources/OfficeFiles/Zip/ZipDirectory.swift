/// The list of contents of an archive, checked whole before anything in it is unpacked.
///
/// What passes has at most 1,000 parts of at most 200 MB together; each lies inside the file, on no other, under a
/// name that stays inside the archive, and the header in front of it agrees with the list.
public struct ZipDirectory: Sendable {
    public struct Entry: Hashable, Sendable {
        public let name: String
        /// Unpacked, as the archive says.
        public let size: Int
        /// CRC-32 of the unpacked bytes.
        public let checksum: UInt32
        public let isDeflated: Bool
        /// Where its packed bytes lie in the file.
        public let data: Range<Int>
        let start: Int

        public var isFolder: Bool { name.hasSuffix("/") }
    }

    public let entries: [Entry]
    private let byName: [String: Int]

    /// - Throws: the first `ZipRefusal` met; nothing has been unpacked then.
    public init(_ bytes: [UInt8]) throws(ZipRefusal) {
        let file = ZipBytes(bytes: bytes)
        let end = try ZipEnd(file)
        guard end.entries <= ZipLimits.entries else { throw .tooManyEntries }
        var reading = ZipDirectoryReading(file: file, end: end)
        entries = try reading.entries()
        byName = Dictionary(entries.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    /// The part of exactly this name.
    public subscript(_ name: String) -> Entry? { byName[name].map { entries[$0] } }
}

/// Reads the records of the list one after another.
struct ZipDirectoryReading {
    let file: ZipBytes
    let end: ZipEnd
    private var total = 0
    private var names: Set<String> = []

    init(file: ZipBytes, end: ZipEnd) {
        self.file = file
        self.end = end
    }

    mutating func entries() throws(ZipRefusal) -> [ZipDirectory.Entry] {
        var entries: [ZipDirectory.Entry] = []
        entries.reserveCapacity(end.entries)
        var at = end.directory.lowerBound
        for _ in 0..<end.entries {
            let record = try ZipRecord(file, at: at, before: end.directory.upperBound)
            try checkName(record.name)
            // Checked one by one, so that no sum can run over.
            guard record.size <= ZipLimits.totalBytes - total else { throw .tooLarge }
            guard record.size <= ZipLimits.entryBytes else { throw .partTooLarge(most: ZipLimits.entryBytes) }
            total += record.size
            entries.append(try record.entry(in: file, before: end.directory.lowerBound))
            at = record.next
        }
        guard at == end.directory.upperBound else { throw .damaged }
        try checkOverlaps(entries)
        return entries
    }

    private mutating func checkName(_ name: String) throws(ZipRefusal) {
        guard ZipName.isSafe(name) else { throw .unsafeName }
        guard names.insert(ZipName.key(name)).inserted else { throw .sameName }
    }

    private func checkOverlaps(_ entries: [ZipDirectory.Entry]) throws(ZipRefusal) {
        var free = 0
        for entry in entries.sorted(by: { $0.start < $1.start }) {
            guard entry.start >= free else { throw .overlapping }
            free = entry.data.upperBound
        }
        guard free <= end.directory.lowerBound else { throw .overlapping }
    }
}

/// Which names stay inside an archive.
enum ZipName {
    static func isSafe(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= ZipLimits.nameBytes, !name.utf8.contains(where: isForbidden) else {
            return false
        }
        // A drive letter, a stream of a file, or a place in the network.
        guard !name.contains(":") else { return false }
        var parts = name.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 1, parts.last == "" { parts.removeLast() }
        return parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }

    private static func isForbidden(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F || byte == 0x5C }

    /// The same for two names that some system would write to one file.
    static func key(_ name: String) -> String {
        let folded = name.lowercased()
        return folded.hasSuffix("/") ? String(folded.dropLast()) : folded
    }
}
