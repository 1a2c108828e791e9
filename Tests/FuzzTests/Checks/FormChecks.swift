import Vocabulary

#if FUZZING
    @testable import FormReading
#else
    @testable import Coordination
    @testable import Website
#endif

/// The form that carries a file. The first line is its `Content-Type`, the rest its body.
enum MultipartCheck {
    static func run(_ bytes: [UInt8]) -> String? {
        let type = bytes.prefix { $0 != 0x0A }
        let body = Array(bytes.dropFirst(type.count + 1))
        guard let boundary = MultipartReader.boundary(contentType: String(decoding: type, as: UTF8.self)) else {
            return nil
        }
        guard (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return "boundary \(boundary.debugDescription)"
        }
        guard let parts = try? MultipartReader.read(body, boundary: boundary) else { return nil }
        guard parts.count <= MultipartReader.partLimit else { return "\(parts.count) parts" }
        guard parts.reduce(0, { $0 + $1.bytes.count }) <= body.count else { return "more bytes than came" }
        for part in parts {
            if let fault = fault(in: part, boundary) { return fault }
        }
        guard let again = try? MultipartReader.read(written(parts, boundary), boundary: boundary) else {
            return "what was read cannot be written"
        }
        return again == parts ? nil : "written \(parts), read \(again)"
    }

    private static func fault(in part: MultipartReader.Part, _ boundary: String) -> String? {
        guard !part.bytes.holds(Array("\r\n--\(boundary)".utf8)) else { return "a part that holds the boundary" }
        let name = part.fileName ?? ""
        guard !name.utf8.contains(where: { $0 == 0x2F || $0 == 0x5C }) else {
            return "a file name with a folder: \(name)"
        }
        guard name.unicodeScalars.count <= 200 else { return "a file name of \(name.unicodeScalars.count) characters" }
        let isPlain = (name + part.name).utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 9 }
        return isPlain ? nil : "a name with a control character: \((name + part.name).debugDescription)"
    }

    private static func written(_ parts: [MultipartReader.Part], _ boundary: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            let file = part.fileName.map { "; filename=\"\(escaped($0))\"" } ?? ""
            let head = "Content-Disposition: form-data; name=\"\(escaped(part.name))\"\(file)"
            bytes += Array("--\(boundary)\r\n\(head)\r\n\r\n".utf8) + part.bytes + [0x0D, 0x0A]
        }
        return bytes + Array("--\(boundary)--".utf8)
    }

    private static func escaped(_ name: String) -> String {
        String(decoding: name.utf8.flatMap { $0 == 0x22 ? Array("%22".utf8) : [$0] }, as: UTF8.self)
    }
}

/// A form or the query of an address: clean fields, not too many, the same when they are written and read again.
enum FormCheck {
    static func run(_ bytes: [UInt8]) -> String? {
        let most = 40
        guard let form = try? URLEncodedReader.read(bytes, limit: most) else {
            return bytes.split(separator: UInt8(ascii: "&")).count > most ? nil : "refused, and yet not too many"
        }
        guard form.fields.count <= most else { return "\(form.fields.count) fields" }
        for field in form.fields {
            guard !field.name.isEmpty else { return "a field without a name" }
            let isClean = (field.name + field.value).utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 9 || $0 == 10 }
            guard isClean else { return "field \(field)" }
            if let fault = fault(ofDay: field.value) { return fault }
        }
        let query = QueryWriter.write(form.fields.map { ($0.name, $0.value) })
        guard query.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return "query \(query.debugDescription)" }
        let again = try? URLEncodedReader.read(query, limit: most)
        let filled = form.fields.filter { !$0.value.isEmpty }
        return again?.fields == filled ? nil : "written \(filled), read \(again?.fields ?? [])"
    }

    /// The value as a day that was typed in one line.
    private static func fault(ofDay text: String) -> String? {
        guard case .day(let day)? = DateBoxes(line: text)?.reading else { return nil }
        guard (1900...2999).contains(day.year), DateBoxes(day).reading == .day(day), Day(iso: day.iso) == day else {
            return "day \(day.iso) of \(text.debugDescription)"
        }
        return nil
    }
}

/// The `Cookie` header: plain values only, not too many, the same when they are written and read again.
enum CookieCheck {
    static func run(_ bytes: [UInt8]) -> String? {
        let cookies = CookieReader.read(String(decoding: bytes, as: UTF8.self))
        guard cookies.count <= 50 else { return "\(cookies.count) cookies" }
        for (name, value) in cookies {
            guard !name.isEmpty, name.utf8.count <= 4_096, value.utf8.count <= 4_096 else { return "a cookie too long" }
            let isPlain = (name + value).utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3B && $0 != 0x2C }
            guard isPlain, bytes.holds(Array(name.utf8)), bytes.holds(Array(value.utf8)) else {
                return "\(name)=\(value)"
            }
        }
        let again = CookieReader.read(cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))
        return again == cookies ? nil : "written \(cookies), read \(again)"
    }
}

/// The secret of a link or a session: taken in the one spelling that was handed out, and in no other.
enum TokenCheck {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func run(_ bytes: [UInt8]) -> String? {
        let secret = (0..<32).map { bytes.isEmpty ? 0 : bytes[$0 % bytes.count] &+ UInt8($0) }
        guard TokenText.isOurs(String(decoding: spelt(secret), as: UTF8.self)) else {
            return "a secret of ours is refused"
        }
        guard TokenText.isOurs(String(decoding: bytes, as: UTF8.self)) else { return nil }
        return spelling(of: bytes) == bytes ? nil : "a second spelling is taken"
    }

    /// Read bit by bit and written again: another way than the reader's.
    private static func spelling(of text: [UInt8]) -> [UInt8]? {
        var bits: [Bool] = []
        for byte in text {
            guard let value = letters.firstIndex(of: byte) else { return nil }
            bits += (0..<6).map { value >> (5 - $0) & 1 == 1 }
        }
        guard bits.count / 8 == 32 else { return nil }
        return spelt((0..<32).map { number(bits[$0 * 8..<$0 * 8 + 8]) })
    }

    private static func spelt(_ secret: [UInt8]) -> [UInt8] {
        var bits: [Bool] = []
        for byte in secret { bits += (0..<8).map { byte >> (7 - $0) & 1 == 1 } }
        bits += [false, false]
        return stride(from: 0, to: bits.count, by: 6).map { letters[Int(number(bits[$0..<$0 + 6]))] }
    }

    private static func number(_ bits: ArraySlice<Bool>) -> UInt8 { bits.reduce(0) { $0 << 1 | ($1 ? 1 : 0) } }
}
