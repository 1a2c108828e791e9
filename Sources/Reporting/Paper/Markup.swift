import Charts

/// Markup under construction: names stand in the program, and every text is escaped on its way in, so that no text can
/// become an element, an attribute or a style.
struct Markup: Sendable {
    private(set) var html = ""

    typealias Attributes = KeyValuePairs<StaticString, String>

    mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
        html += "<\(name)"
        for (attribute, value) in attributes {
            html += " \(attribute)=\""
            text(value)
            html += "\""
        }
        html += ">"
    }

    mutating func close(_ name: StaticString) { html += "</\(name)>\n" }

    mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], _ content: (inout Markup) -> Void
    ) {
        open(name, attributes)
        content(&self)
        close(name)
    }

    mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
        element(name, attributes) { $0.text(text) }
    }

    /// Text with its lines parted where it has a line's end.
    mutating func lines(_ text: String) {
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if number > 0 { open("br") }
            self.text(String(line))
        }
    }

    mutating func text(_ text: String) { html += EscapedText.of(text) }

    /// A drawing that was looked through; the one thing that is not escaped.
    mutating func drawing(_ drawing: CheckedDrawing) { html += drawing.svg }

    /// A style written in the program.
    mutating func style(_ css: StaticString) { html += "<style>\(css)</style>\n" }
}

/// What both kinds of paper do with text.
enum PaperText {
    /// An id of ours from one a paper gives: lower-case letters, digits and hyphens, and never empty.
    static func id(_ text: String) -> String {
        let kept = text.utf8.filter { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        return kept.isEmpty ? "part" : String(decoding: kept, as: UTF8.self)
    }

    /// A language tag, or English where it is none.
    static func language(_ tag: String) -> String {
        let isTag =
            !tag.isEmpty && tag.utf8.count <= 35
            && tag.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            }
        return isTag ? tag : "en"
    }

    /// One of the five colours, or none.
    static func colour(_ name: String) -> String {
        ["red", "orange", "green", "grey", "blue"].contains(name) ? name : "none"
    }
}

/// The few words a paper has of its own, in its language.
public struct PaperWords: Sendable, Hashable {
    public var contents: String
    /// "Page 3 of 12".
    public var page: String
    public var of: String
    /// In the place of a drawing that may not be shown.
    public var withoutDrawing: String

    public init(contents: String, page: String, of: String, withoutDrawing: String) {
        self.contents = contents
        self.page = page
        self.of = of
        self.withoutDrawing = withoutDrawing
    }

    public static let english = PaperWords(
        contents: "Contents", page: "Page", of: "of",
        withoutDrawing: "The drawing could not be shown. The table below tells the same.")
}
