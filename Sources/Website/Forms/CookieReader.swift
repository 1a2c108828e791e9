/// Reads the `Cookie` header. Of two cookies with one name the first counts; junk is left out, never an error.
enum CookieReader {
    static func read(_ header: String) -> [String: String] {
        var cookies: [String: String] = [:]
        for pair in header.split(separator: ";").prefix(50) {
            guard let equals = pair.firstIndex(of: "=") else { continue }
            let name = FormFields.trimmed(String(pair[..<equals]))
            let value = FormFields.trimmed(String(pair[pair.index(after: equals)...]))
            guard !name.isEmpty, cookies[name] == nil, isPlain(name), isPlain(value) else { continue }
            cookies[name] = value
        }
        return cookies
    }

    /// Visible ASCII without the marks that end a cookie.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= 4_096 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3B && $0 != 0x2C }
    }
}
