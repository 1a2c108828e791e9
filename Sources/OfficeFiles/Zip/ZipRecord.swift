/// One record of the list of contents, and the header in front of the part it lists.
struct ZipRecord {
    private(set) var name = ""
    private(set) var size: Int
    private var packed: Int
    private var start: Int
    private let method: UInt16
    private let flags: UInt16
    private let checksum: UInt32
    private let nameBytes: Range<Int>
    /// Where the next record begins.
    let next: Int

    init(_ file: ZipBytes, at: Int, before end: Int) throws(ZipRefusal) {
        guard at + Zip.centralLength <= end, try file.u32(at) == Zip.centralHeader else { throw .damaged }
        flags = try file.u16(at + 8)
        method = try file.u16(at + 10)
        checksum = try file.u32(at + 16)
        packed = Int(try file.u32(at + 20))
        size = Int(try file.u32(at + 24))
        let disk = try file.u16(at + 34)
        start = Int(try file.u32(at + 42))
        let nameLength = Int(try file.u16(at + 28))
        let extraLength = Int(try file.u16(at + 30))
        let commentLength = Int(try file.u16(at + 32))
        nameBytes = at + Zip.centralLength..<at + Zip.centralLength + nameLength
        let extra = nameBytes.upperBound..<nameBytes.upperBound + extraLength
        next = extra.upperBound + commentLength
        guard next <= end else { throw .damaged }
        guard disk == 0 else { throw .severalDisks }
        guard let found = String(validating: file.bytes[nameBytes], as: UTF8.self) else { throw .unsafeName }
        name = found
        try widen(file, extra)
        try checkPacking()
        try checkType(host: try file.u16(at + 4) >> 8, attributes: try file.u32(at + 38))
    }

    /// Sizes too large for their field stand in an extra field (zip64), in a fixed order.
    private mutating func widen(_ file: ZipBytes, _ extra: Range<Int>) throws(ZipRefusal) {
        let elsewhere = Int(Zip.elsewhere32)
        guard size == elsewhere || packed == elsewhere || start == elsewhere else { return }
        guard var wide = try ZipRecord.extra64(file, extra) else { throw .damaged }
        for field in [\ZipRecord.size, \ZipRecord.packed, \ZipRecord.start] where self[keyPath: field] == elsewhere {
            guard wide.count >= 8 else { throw .damaged }
            self[keyPath: field] = try file.number64(wide.lowerBound)
            wide = wide.lowerBound + 8..<wide.upperBound
        }
    }

    private static func extra64(_ file: ZipBytes, _ extra: Range<Int>) throws(ZipRefusal) -> Range<Int>? {
        var at = extra.lowerBound
        while at + 4 <= extra.upperBound {
            let length = Int(try file.u16(at + 2))
            guard at + 4 + length <= extra.upperBound else { throw .damaged }
            if try file.u16(at) == Zip.extra64 { return at + 4..<at + 4 + length }
            at += 4 + length
        }
        return nil
    }

    private func checkPacking() throws(ZipRefusal) {
        guard flags & (Zip.Flag.encrypted | Zip.Flag.stronglyEncrypted | Zip.Flag.masked) == 0 else {
            throw .protected
        }
        // 99: the mark of AES encryption.
        guard method != 99 else { throw .protected }
        guard method == 0 || method == 8, flags & Zip.Flag.patched == 0 else { throw .strangePacking }
        guard method == 8 || size == packed else { throw .falseSize }
        // Deflate never packs tighter than 1 to 1,032.
        guard size / 1_032 <= packed else { throw .falseSize }
        guard !name.hasSuffix("/") || size == 0 else { throw .falseSize }
    }

    private func checkType(host: UInt16, attributes: UInt32) throws(ZipRefusal) {
        let mark = name.hasSuffix("/") ? UInt32(0x4000) : 0x8000
        let type = attributes >> 16 & 0xF000
        // Unix and macOS write the type of the file there; others may write anything.
        guard host == 3 || host == 19 else { return }
        guard type == 0 || type == mark else { throw .notAFile }
    }

    /// The header in front of the part says the same as the list.
    func entry(in file: ZipBytes, before limit: Int) throws(ZipRefusal) -> ZipDirectory.Entry {
        guard start <= limit - Zip.localLength, try file.u32(start) == Zip.localHeader else { throw .damaged }
        let ownFlags = try file.u16(start + 6)
        guard ownFlags & (Zip.Flag.encrypted | Zip.Flag.stronglyEncrypted) == 0 else { throw .protected }
        let nameLength = Int(try file.u16(start + 26))
        let extraLength = Int(try file.u16(start + 28))
        let nameStart = start + Zip.localLength
        let dataStart = nameStart + nameLength + extraLength
        guard dataStart <= limit, packed <= limit - dataStart else { throw .damaged }
        guard nameLength == nameBytes.count, try file.u16(start + 8) == method,
            file.bytes[nameStart..<nameStart + nameLength] == file.bytes[nameBytes]
        else { throw .damaged }
        let follows = ownFlags & Zip.Flag.sizesFollow != 0
        guard follows == (flags & Zip.Flag.sizesFollow != 0) else { throw .damaged }
        try agree(file, extra: nameStart + nameLength..<dataStart, sizesFollow: follows)
        return ZipDirectory.Entry(
            name: name, size: size, checksum: checksum, isDeflated: method == 8, data: dataStart..<dataStart + packed,
            start: start)
    }

    /// Zero is allowed where the sizes follow the data.
    private func agree(_ file: ZipBytes, extra: Range<Int>, sizesFollow: Bool) throws(ZipRefusal) {
        var ownPacked = Int(try file.u32(start + 18))
        var ownSize = Int(try file.u32(start + 22))
        if ownPacked == Int(Zip.elsewhere32) || ownSize == Int(Zip.elsewhere32) {
            guard let wide = try ZipRecord.extra64(file, extra), wide.count >= 16 else { throw .damaged }
            ownSize = try file.number64(wide.lowerBound)
            ownPacked = try file.number64(wide.lowerBound + 8)
        }
        let ownChecksum = try file.u32(start + 14)
        func same<Number: BinaryInteger>(_ own: Number, _ listed: Number) -> Bool {
            own == listed || (sizesFollow && own == 0)
        }
        guard same(ownPacked, packed), same(ownSize, size), same(ownChecksum, checksum) else { throw .falseSize }
    }
}
