/// The record at the end of an archive: how many parts, and where their list stands.
struct ZipEnd {
    private(set) var entries: Int
    private(set) var directory: Range<Int>

    init(_ file: ZipBytes) throws(ZipRefusal) {
        guard file.count >= 4 else { throw .notAnArchive }
        let mark = try file.u32(0)
        guard mark == Zip.localHeader || mark == Zip.end else { throw .notAnArchive }
        let at = try ZipEnd.find(file)
        let disk = try file.u16(at + 4)
        let first = try file.u16(at + 6)
        let here = try file.u16(at + 8)
        let all = try file.u16(at + 10)
        let size = try file.u32(at + 12)
        let start = try file.u32(at + 16)
        entries = Int(all)
        directory = 0..<0
        if let wide = try ZipEnd.wide(file, before: at) {
            self = wide
            return
        }
        guard disk == 0, first == 0, here == all else { throw .severalDisks }
        guard all != Zip.elsewhere16 || size != Zip.elsewhere32 else { throw .damaged }
        try place(Int(start), Int(size), before: at)
    }

    private init(entries: Int) {
        self.entries = entries
        directory = 0..<0
    }

    /// The last record whose comment ends exactly where the file does.
    private static func find(_ file: ZipBytes) throws(ZipRefusal) -> Int {
        var at = file.count - Zip.endLength
        let lowest = max(0, at - Int(UInt16.max))
        while at >= lowest {
            if file.bytes[at] == 0x50, try file.u32(at) == Zip.end,
                at + Zip.endLength + Int(try file.u16(at + 20)) == file.count
            {
                return at
            }
            at -= 1
        }
        throw .damaged
    }

    /// The list ends where the record of the end begins, and is long enough for what it is said to hold.
    private mutating func place(_ start: Int, _ size: Int, before end: Int) throws(ZipRefusal) {
        guard start <= end, size <= end, start + size == end else { throw .damaged }
        guard size >= entries * Zip.centralLength else {
            throw entries > ZipLimits.entries ? .tooManyEntries : .damaged
        }
        directory = start..<end
    }

    /// The wide record (zip64), where the archive has one.
    private static func wide(_ file: ZipBytes, before end: Int) throws(ZipRefusal) -> ZipEnd? {
        let locator = end - Zip.locatorLength
        guard locator >= 0, try file.u32(locator) == Zip.end64Locator else { return nil }
        let at = try file.number64(locator + 8)
        guard at <= locator - Zip.end64Length, try file.u32(at) == Zip.end64 else { throw .damaged }
        guard try file.u32(locator + 4) == 0, try file.u32(locator + 16) <= 1, try file.u32(at + 16) == 0,
            try file.u32(at + 20) == 0
        else { throw .severalDisks }
        // Length of the record after its first twelve bytes: no room for anything more inside.
        guard try file.number64(at + 4) == locator - at - 12 else { throw .damaged }
        let all = try file.number64(at + 32)
        guard try file.number64(at + 24) == all else { throw .severalDisks }
        guard all <= Int(UInt16.max) else { throw .tooManyEntries }
        var found = ZipEnd(entries: all)
        try found.place(try file.number64(at + 48), try file.number64(at + 40), before: at)
        return found
    }
}
