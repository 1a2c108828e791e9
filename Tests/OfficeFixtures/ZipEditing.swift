/// Changes single bytes of an archive, so that it lies.
public struct ZipEditing: Sendable {
    public private(set) var bytes: [UInt8]
    private var records: [Int] = []

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var at = number(bytes.count - 6, 4)
        while at + 4 <= bytes.count, bytes[at..<at + 4] == [0x50, 0x4B, 1, 2] {
            records.append(at)
            at += 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2)
        }
    }

    private func number(_ at: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }

    private mutating func set(_ at: Int, _ value: Int, _ count: Int) {
        for offset in 0..<count { bytes[at + offset] = UInt8(truncatingIfNeeded: value >> (8 * offset)) }
    }

    /// Sets a field of the list of contents, counted in bytes from the beginning of the record.
    public func list(_ entry: Int, _ offset: Int, _ value: Int, _ count: Int = 2) -> ZipEditing {
        var edited = self
        edited.set(records[entry] + offset, value, count)
        return edited
    }

    /// Sets a field of the header in front of a part.
    public func header(_ entry: Int, _ offset: Int, _ value: Int, _ count: Int = 2) -> ZipEditing {
        var edited = self
        edited.set(number(records[entry] + 42, 4) + offset, value, count)
        return edited
    }

    /// Sets a field of the record at the end.
    public func end(_ offset: Int, _ value: Int, _ count: Int = 2) -> ZipEditing {
        var edited = self
        edited.set(bytes.count - 22 + offset, value, count)
        return edited
    }

    /// A part says that it has another size than it has.
    public func size(_ entry: Int, _ size: Int) -> ZipEditing { list(entry, 24, size, 4).header(entry, 22, size, 4) }

    public func offset(_ entry: Int) -> Int { number(records[entry] + 42, 4) }
    public var last: Int { records.count - 1 }
}
