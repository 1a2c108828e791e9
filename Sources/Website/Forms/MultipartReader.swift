/// Reads `multipart/form-data`: the form that carries a file.
///
/// A pure function over bytes: no temporary files, no clock. Small on purpose; anything a browser does not send is
/// refused as a whole.
enum MultipartReader {
    struct Part: Sendable, Equatable {
        let name: String
        /// Nil for a plain field; without any folder in it for a file.
        let fileName: String?
        let bytes: [UInt8]
    }

    static let partLimit = 200
    private static let headerLimit = 8_192

    /// The boundary of a `Content-Type`, or nil when it is not multipart form data with a usable one.
    static func boundary(contentType: String) -> String? {
        let pieces = contentType.split(separator: ";").map(FormFields.trimmedPiece)
        guard let kind = pieces.first, kind.lowercased() == "multipart/form-data" else { return nil }
        for piece in pieces.dropFirst() where piece.lowercased().hasPrefix("boundary=") {
            var value = String(piece.dropFirst("boundary=".count))
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
                value = String(value.dropFirst().dropLast())
            }
            let isUsable = (1...70).contains(value.utf8.count) && value.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            return isUsable ? value : nil
        }
        return nil
    }

    /// - Throws: `FormFault.brokenMultipart` when the body does not follow its own boundary, `.tooManyFields`.
    static func read(_ bytes: [UInt8], boundary: String) throws(FormFault) -> [Part] {
        let dashes = Array("--\(boundary)".utf8)
        let separator = [0x0D, 0x0A] + dashes
        guard starts(bytes, at: 0, with: dashes) else { throw .brokenMultipart }
        var position = dashes.count
        var parts: [Part] = []
        while true {
            if starts(bytes, at: position, with: [0x2D, 0x2D]) { return parts }
            guard starts(bytes, at: position, with: [0x0D, 0x0A]) else { throw .brokenMultipart }
            guard parts.count < partLimit else { throw .tooManyFields(limit: partLimit) }
            position += 2
            let (headers, bodyStart) = try readHeaders(bytes, from: position)
            guard let bodyEnd = find(separator, in: bytes, from: bodyStart) else { throw .brokenMultipart }
            if let disposition = headers["content-disposition"], let part = describe(disposition) {
                parts.append(
                    Part(name: part.name, fileName: part.fileName, bytes: Array(bytes[bodyStart..<bodyEnd])))
            }
            position = bodyEnd + separator.count
        }
    }

    /// The header lines of one part, by lower-case name, and where its body begins.
    private static func readHeaders(
        _ bytes: [UInt8], from start: Int
    ) throws(FormFault) -> ([String: String], Int) {
        var headers: [String: String] = [:]
        var position = start
        while true {
            let limit = min(bytes.count, start + headerLimit)
            guard let end = lineEnd(bytes, from: position, limit: limit) else { throw .brokenMultipart }
            if end == position { return (headers, end + 2) }
            let line = bytes[position..<end]
            if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
                headers[name] = FormFields.trimmed(FormFields.text(line[(colon + 1)...]))
            }
            position = end + 2
        }
    }

    private static func lineEnd(_ bytes: [UInt8], from start: Int, limit: Int) -> Int? {
        var index = start
        while index + 1 < limit {
            if bytes[index] == 0x0D, bytes[index + 1] == 0x0A { return index }
            index += 1
        }
        return nil
    }

    /// Name and file name of `form-data; name="file"; filename="plan.csv"`.
    private static func describe(_ disposition: String) -> (name: String, fileName: String?)? {
        var name: String?
        var fileName: String?
        for piece in quotedPieces(disposition) {
            guard let equals = piece.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = plain(piece[equals...].utf8.dropFirst())
            switch FormFields.trimmedPiece(piece[..<equals]).lowercased() {
            case "name": name = value
            case "filename": fileName = withoutFolders(value)
            default: break
            }
        }
        return name.map { ($0, fileName) }
    }

    /// Splits at semicolons outside quotation marks.
    ///
    /// Here and below marks are looked for among scalars: with a combining mark behind it, a slash or a quotation mark is
    /// another character, and still what it is to whoever opens a file.
    private static func quotedPieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var current = String.UnicodeScalarView()
        var isQuoted = false
        for scalar in text.unicodeScalars {
            if scalar == "\"" { isQuoted.toggle() }
            if scalar == ";", !isQuoted {
                pieces.append(FormFields.trimmed(String(current)))
                current = String.UnicodeScalarView()
            } else {
                current.append(scalar)
            }
        }
        pieces.append(FormFields.trimmed(String(current)))
        return pieces
    }

    /// A value without its quotation marks, on one line.
    private static func plain(_ typed: some Collection<UInt8>) -> String {
        var bytes = Array(typed)
        let mark = UInt8(ascii: "\"")
        if bytes.count >= 2, bytes.first == mark, bytes.last == mark { bytes = Array(bytes.dropFirst().dropLast()) }
        // Browsers send these three marks percent-encoded and nothing else.
        bytes.replace(Array("%22".utf8), with: [mark])
        for lineEnd in ["%0D", "%0A"] { bytes.replace(Array(lineEnd.utf8), with: [0x20]) }
        return String(decoding: bytes.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
    }

    private static func withoutFolders(_ name: String) -> String {
        let last = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? Substring.UnicodeScalarView()
        return String(String.UnicodeScalarView(last.prefix(200)))
    }

    private static func starts(_ bytes: [UInt8], at position: Int, with wanted: [UInt8]) -> Bool {
        guard position >= 0, bytes.count - position >= wanted.count else { return false }
        for offset in wanted.indices where bytes[position + offset] != wanted[offset] { return false }
        return true
    }

    /// The first place of `wanted`, which begins with a carriage return: rare in text, so looked for first.
    private static func find(_ wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= wanted.count else { return nil }
        let last = bytes.count - wanted.count
        var index = start
        while index <= last {
            if bytes[index] == wanted[0], starts(bytes, at: index, with: wanted) { return index }
            index += 1
        }
        return nil
    }
}

extension FormFields {
    static func trimmedPiece(_ text: Substring) -> String { trimmed(String(text)) }
    static func trimmedPiece(_ text: some StringProtocol) -> String { trimmed(String(text)) }
}
