/// Everything a page shows, already in words: strings, booleans and lists. Its template names nothing it does not have.
///
/// The examples stand beside the model; they fill the gallery page, the snapshot tests and the check of templates, so
/// between them they must show every part at least once.
protocol PageModel: Sendable {
    /// The name of its template in `Resources/templates`, without ending.
    static var template: String { get }
    static var examples: [Self] { get }
    var page: Frame { get }
}

/// A part that several pages share: a status tag, a table, an error summary. Its template is a partial.
protocol Component: Sendable {
    static var template: String { get }
    static var examples: [Self] { get }
}
