import CZlib

/// Writes an archive part by part. The same parts give the same bytes on every day: each carries the date 1 January
/// 1980.
public struct ZipWriter: Sendable {
    public enum Packing: Sendable { case deflated, stored }

    private var bytes: [UInt8] = []
    private var list: [UInt8] = []
    private var count: UInt16 = 0

    /// 1 January 1980, midnight, in the way of DOS.
    private static let day: UInt16 = 0x0021

    public init() {}

    /// Adds a part. An archive of a spreadsheet or document begins with the parts its format names first; ODS and ODT
    /// want `mimetype` first and stored.
    public mutating func add(_ name: String, _ content: [UInt8], packing: Packing = .deflated) {
        let packed = packing == .deflated ? Deflating.run(content) : content
        let sum = content.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
        let nameBytes = Array(name.utf8)
        let flags = nameBytes.contains { $0 >= 0x80 } ? Zip.Flag.utf8 : 0
        var common: [UInt8] = []
        common.append16(20)
        common.append16(flags)
        common.append16(packing == .deflated ? 8 : 0)
        common.append16(0)
        common.append16(ZipWriter.day)
        common.append32(UInt32(truncatingIfNeeded: sum))
        common.append32(UInt32(packed.count))
        common.append32(UInt32(content.count))
        common.append16(UInt16(nameBytes.count))
        common.append16(0)
        list.append32(Zip.centralHeader)
        list.append16(20)
        list += common
        list += [UInt8](repeating: 0, count: 10)
        list.append32(UInt32(bytes.count))
        list += nameBytes
        bytes.append32(Zip.localHeader)
        bytes += common
        bytes += nameBytes
        bytes += packed
        count += 1
    }

    public mutating func add(_ name: String, _ text: String, packing: Packing = .deflated) {
        add(name, Array(text.utf8), packing: packing)
    }

    /// The whole archive.
    public func finished() -> [UInt8] {
        var whole = bytes
        whole += list
        whole.append32(Zip.end)
        whole.append32(0)
        whole.append16(count)
        whole.append16(count)
        whole.append32(UInt32(list.count))
        whole.append32(UInt32(bytes.count))
        whole.append16(0)
        return whole
    }
}

extension [UInt8] {
    fileprivate mutating func append16(_ number: UInt16) {
        append(UInt8(truncatingIfNeeded: number))
        append(UInt8(truncatingIfNeeded: number >> 8))
    }

    fileprivate mutating func append32(_ number: UInt32) {
        append16(UInt16(truncatingIfNeeded: number))
        append16(UInt16(truncatingIfNeeded: number >> 16))
    }
}

/// zlib's raw deflate over memory.
enum Deflating {
    static func run(_ content: [UInt8]) -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        let length = Int32(MemoryLayout<z_stream>.size)
        let started = deflateInit2_(
            stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, length)
        precondition(started == Z_OK, "zlib has no memory")
        defer { deflateEnd(stream) }
        // Room for everything, so that one call finishes.
        let room = Int(deflateBound(stream, UInt(content.count)))
        return content.withUnsafeBufferPointer { input in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            return [UInt8](unsafeUninitializedCapacity: room) { output, count in
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                _ = deflate(stream, Z_FINISH)
                count = room - Int(stream.pointee.avail_out)
            }
        }
    }
}
