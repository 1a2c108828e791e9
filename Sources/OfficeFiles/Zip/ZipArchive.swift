import CZlib

/// An archive whose list of contents was checked, ready to unpack one part at a time.
///
/// What is unpacked is counted as it comes out: a part that holds more or less than it says, or whose checksum
/// differs, is refused, and so is everything beyond 200 MB in all, however often a part is asked for.
public struct ZipArchive: Sendable {
    public let directory: ZipDirectory
    private let bytes: [UInt8]
    /// Unpacked so far, in all.
    public private(set) var unpacked = 0

    /// - Throws: what `ZipDirectory` refuses.
    public init(_ bytes: [UInt8]) throws(ZipRefusal) {
        directory = try ZipDirectory(bytes)
        self.bytes = bytes
    }

    public func contains(_ name: String) -> Bool { directory[name] != nil }

    /// Unpacks a part piece by piece.
    ///
    /// - Parameter take: is given each piece; what it returns says whether to go on. The checksum is checked after
    ///   the last piece, so what was taken counts only when this returns.
    /// - Throws: `damaged`, `falseSize` or `tooLarge`.
    public mutating func unpack(
        _ entry: ZipDirectory.Entry, into take: (UnsafeRawBufferPointer) -> Bool
    ) throws(ZipRefusal) {
        guard unpacked + entry.size <= ZipLimits.totalBytes else { throw .tooLarge }
        var count = 0
        var sum: UInt = 0
        let outcome = bytes.withUnsafeBytes { file in
            let packed = UnsafeRawBufferPointer(rebasing: file[entry.data])
            return Inflating.run(packed, isDeflated: entry.isDeflated) { piece in
                count += piece.count
                guard count <= entry.size else { return false }
                sum = crc32_z(sum, piece.bindMemory(to: UInt8.self).baseAddress, piece.count)
                return take(piece)
            }
        }
        unpacked += min(count, entry.size)
        switch outcome {
        case .stopped:
            if count > entry.size { throw .falseSize }
        case .broken: throw .damaged
        case .done:
            guard count == entry.size else { throw .falseSize }
            guard UInt32(truncatingIfNeeded: sum) == entry.checksum else { throw .damaged }
        }
    }

    /// A whole part.
    ///
    /// - Parameter most: a larger part is refused before it is unpacked.
    /// - Returns: nil where the archive has no part of this name.
    /// - Throws: `damaged`, `falseSize`, `tooLarge` or `partTooLarge`.
    public mutating func part(_ name: String, most: Int = ZipLimits.entryBytes) throws(ZipRefusal) -> [UInt8]? {
        guard let entry = directory[name] else { return nil }
        guard entry.size <= most else { throw .partTooLarge(most: most) }
        var found: [UInt8] = []
        found.reserveCapacity(entry.size)
        try unpack(entry) { piece in
            found.append(contentsOf: piece)
            return true
        }
        return found
    }
}

/// zlib's raw inflate over memory, one piece of output after another.
enum Inflating {
    enum Outcome { case done, stopped, broken }

    private static let piece = 1 << 16

    static func run(
        _ packed: UnsafeRawBufferPointer, isDeflated: Bool, _ take: (UnsafeRawBufferPointer) -> Bool
    ) -> Outcome {
        guard isDeflated else { return stored(packed, take) }
        // zlib keeps the address of its stream: it may not move.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        let length = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, length) == Z_OK else { return .broken }
        defer { inflateEnd(stream) }
        let input = packed.bindMemory(to: UInt8.self)
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        return withUnsafeTemporaryAllocation(byteCount: piece, alignment: 16) { output in
            pump(stream, output, take)
        }
    }

    private static func pump(
        _ stream: UnsafeMutablePointer<z_stream>, _ output: UnsafeMutableRawBufferPointer,
        _ take: (UnsafeRawBufferPointer) -> Bool
    ) -> Outcome {
        while true {
            stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            let state = inflate(stream, Z_NO_FLUSH)
            guard state == Z_OK || state == Z_STREAM_END else { return .broken }
            let count = output.count - Int(stream.pointee.avail_out)
            if count > 0, !take(UnsafeRawBufferPointer(rebasing: output[..<count])) { return .stopped }
            if state == Z_STREAM_END { return stream.pointee.avail_in == 0 ? .done : .broken }
            if count == 0, stream.pointee.avail_in == 0 { return .broken }
        }
    }

    private static func stored(
        _ packed: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) -> Bool
    ) -> Outcome {
        var at = 0
        while at < packed.count {
            let end = min(packed.count, at + piece)
            guard take(UnsafeRawBufferPointer(rebasing: packed[at..<end])) else { return .stopped }
            at = end
        }
        return .done
    }
}
