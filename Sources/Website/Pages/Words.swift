import Vocabulary

/// The catalogue of words: every sentence a page shows stands once in the files of `Resources/words/en`, by
/// key.
///
/// Templates name a key in double square brackets and are filled in when they are loaded; Swift asks with `words("key")`.
/// Facts are put in by name, `{total}`, so that no sentence is joined from pieces.
struct Words: Sendable {
    let language: String
    private let texts: [String: String]

    init(language: String, texts: [String: String]) {
        self.language = language
        self.texts = texts
    }

    /// The text of a key with its facts; a key that is missing shows itself in brackets, which the tests look for.
    func callAsFunction(_ key: String, _ facts: KeyValuePairs<String, String> = [:]) -> String {
        guard var text = texts[key] else { return "[\(key)]" }
        guard text.contains("{") else { return text }
        for (name, value) in facts { text = text.replacing("{\(name)}", with: value) }
        return text
    }

    /// The text for a number of things: `key.one` for one, `key.other` for every other, `key.none` for none where given.
    func count(_ key: String, _ number: Int, _ facts: KeyValuePairs<String, String> = [:]) -> String {
        let form = number == 1 ? "one" : number == 0 && texts["\(key).none"] != nil ? "none" : "other"
        let text = self("\(key).\(form)", facts)
        return text.replacing("{count}", with: number.printed)
    }

    func has(_ key: String) -> Bool { texts[key] != nil }

    var keys: Set<String> { Set(texts.keys) }

    /// Reads every file of the catalogue; no key may stand in two of them.
    ///
    /// - Throws: `PagesFault.words` naming file and line.
    static func read(_ files: [(name: String, text: String)], language: String) throws(PagesFault) -> Words {
        var texts: [String: String] = [:]
        for file in files {
            let words: Words
            do {
                words = try read(file.text, language: language)
            } catch .words(let fault) {
                throw .words("\(file.name): \(fault)")
            }
            for (key, text) in words.texts {
                guard texts[key] == nil else { throw .words("\(file.name): the catalogue has \(key) twice") }
                texts[key] = text
            }
        }
        return Words(language: language, texts: texts)
    }

    /// Reads one file: `key = text` on a line, `#` begins a comment line, a line that begins with white space goes
    /// on with the text above.
    ///
    /// - Throws: `PagesFault.words` naming the line.
    static func read(_ file: String, language: String) throws(PagesFault) -> Words {
        var texts: [String: String] = [:]
        var lastKey: String?
        for (index, line) in file.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = FormFields.trimmed(String(line))
            if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
            if line.first?.isWhitespace == true, let key = lastKey {
                texts[key, default: ""] += " " + trimmed
                continue
            }
            guard let equals = trimmed.firstIndex(of: "=") else {
                throw .words("line \(index + 1) of the catalogue has no equals sign")
            }
            let key = FormFields.trimmedPiece(trimmed[..<equals])
            guard texts[key] == nil else { throw .words("the catalogue has \(key) twice (line \(index + 1))") }
            texts[key] = FormFields.trimmedPiece(trimmed[trimmed.index(after: equals)...])
            lastKey = key
        }
        return Words(language: language, texts: texts)
    }
}

/// What stops the pages from being loaded; the program does not start.
enum PagesFault: Error, Equatable, CustomStringConvertible {
    case words(String)
    case template(name: String, fault: String)
    case missingTemplate(String)
    case unreadable(String)

    var description: String {
        switch self {
        case .words(let fault): "The words of the pages could not be read: \(fault)."
        case .template(let name, let fault): "The template \(name) could not be read: \(fault)."
        case .missingTemplate(let name): "The template \(name) is missing."
        case .unreadable(let path): "The folder \(path) could not be read."
        }
    }
}
