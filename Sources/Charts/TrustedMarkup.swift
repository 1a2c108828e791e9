/// Markup that a page shows as it is: a figure, or a paper with its figures.
///
/// Templates escape every text; this is the one type they do not, so it is made where nothing but text that was escaped
/// and drawings that were checked go in: in Charts, and where Reporting renders paper. A house test names those files.
public struct TrustedMarkup: Sendable, Hashable {
    public let html: String

    /// - Parameter html: markup whose every text was escaped by the one who made it.
    package init(escaped html: String) {
        // The renderer of templates reads double braces; in markup they can only be part of a text.
        self.html = html.contains("{{") ? html.replacing("{", with: "&#123;") : html
    }
}
