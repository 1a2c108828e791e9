import Glibc

/// Why standard input was not read.
struct InputRefusal: Error {
    var sentence: String
    var code: Int32
}

/// Standard input, read whole and not further than allowed.
enum Input {
    /// - Throws: `InputRefusal` for a file beyond the limit, before the rest of it is read.
    static func all(from descriptor: Int32, most: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw InputRefusal(
                    sentence: "The file could not be read from standard input. Try again.\n", code: EX_IOERR)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: piece[..<count])
            guard bytes.count <= most else {
                throw InputRefusal(
                    sentence: "The file is larger than 20 MB. Remove pictures, or send the plan's table alone.\n",
                    code: EX_DATAERR)
            }
        }
    }
}

/// Standard output, written in large pieces.
struct Output {
    struct Closed: Error {}

    var bytes: [UInt8] = []
    private static let piece = 1 << 16

    mutating func writeIfFull() throws {
        if bytes.count >= Output.piece { try writeAll() }
    }

    mutating func writeAll() throws {
        guard Output.write(bytes, to: STDOUT_FILENO) else { throw Closed() }
        bytes.removeAll(keepingCapacity: true)
    }

    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var from = 0
            while from < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: from), buffer.count - from)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                from += count
            }
            return true
        }
    }
}
