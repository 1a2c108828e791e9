/// What the next page says was done: a key of the catalogue with its facts and the link to what comes next.
///
/// It travels in a cookie signed with the session's secret, and is shown once.
struct Note: Sendable, Equatable {
    let key: String
    var facts: [String: String] = [:]
    var href: String?

    init(_ key: String, _ facts: [String: String] = [:], href: String? = nil) {
        self.key = key
        self.facts = facts
        self.href = href
    }

    func signed(with secret: String) -> String {
        var fields = [(name: "key", value: key)]
        if let href { fields.append((name: "href", value: href)) }
        fields += facts.sorted { $0.key < $1.key }.map { (name: "fact-\($0.key)", value: $0.value) }
        let text = QueryWriter.write(fields)
        return "\(Secrets.sign("note \(text)", with: secret)).\(text)"
    }

    /// Nil for anything this session has not signed.
    init?(signed cookie: String, secret: String) {
        guard let dot = cookie.firstIndex(of: ".") else { return nil }
        let text = String(cookie[cookie.index(after: dot)...])
        guard Secrets.areEqual(String(cookie[..<dot]), Secrets.sign("note \(text)", with: secret)),
            let fields = try? URLEncodedReader.read(text, limit: 20)
        else { return nil }
        key = fields["key"]
        href = fields.holds("href") ? fields["href"] : nil
        facts = Dictionary(fields.beginning("fact-").map { ($0.rest, $0.value) }, uniquingKeysWith: { one, _ in one })
    }

    func banner(_ words: Words) -> Banner {
        var text = words("note.\(key)")
        for (name, value) in facts { text = text.replacing("{\(name)}", with: value) }
        return Banner(text: text, href: href, linkText: href.map { _ in words("note.\(key).next") })
    }
}
