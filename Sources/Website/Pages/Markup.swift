import Charts
import Mustache

/// Markup that a room of ours has made and escaped itself: the one thing a page shows without escaping it again.
///
/// A template shows it with three braces and its one name: `{{{drawing.markup}}}`, or `{{{markup}}}` within a section of
/// drawings. Nothing else answers to that name: a text put in its place shows as nothing, never as markup. It can be made
/// from values of rooms that draw, and from no text.
struct Markup: MustacheParent, Hashable {
    static let name = "markup"

    private let markup: String

    init(_ drawing: Drawing) { markup = drawing.svg }

    func child(named name: String) -> Any? { name == Markup.name ? markup.forPage : nil }

    /// What is wrong with the unescaped tags of a template; nil where each shows markup.
    static func fault(in template: String) -> String? {
        if template.contains("{{&") { return "an unescaped tag; only markup of our own rooms may have one" }
        for piece in template.split(separator: "{{{", omittingEmptySubsequences: false).dropFirst() {
            guard let close = piece.firstRange(of: "}}}") else { return "three braces that do not close" }
            let name = piece[..<close.lowerBound]
            guard name == Markup.name || name.hasSuffix(".\(Markup.name)") else {
                return "an unescaped tag {{{\(name)}}}; only markup of our own rooms may have one"
            }
        }
        return nil
    }
}
