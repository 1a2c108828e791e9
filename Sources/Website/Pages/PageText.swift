import Charts
import Mustache

/// Makes the text of templates safe inside HTML, in elements and in quoted attributes alike. The library's own escaping
/// goes by `Character` and lets a quotation mark through when a combining mark follows it.
struct PageText: MustacheContentType {
    /// The name templates are parsed under; see `Pages`.
    static let name = "PAGE"

    func escapeText(_ text: String) -> String { PageText.escaped(text) }

    static func escaped(_ text: String) -> String { EscapedText.of(text) }
}
