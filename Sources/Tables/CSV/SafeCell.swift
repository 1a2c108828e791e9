/// Keeps a text in a file of separated values from being taken for a formula, and takes the mark off again.
///
/// A text that begins with `=`, `+`, `-`, `@`, a tab or a line end (also in their full-width forms) gets an apostrophe
/// before it. One that already begins with apostrophes before such a mark gets one more, so that taking one off always
/// gives the text back.
public enum SafeCell {
    public static func guarded(_ text: String) -> String { isInviting(text) ? "'" + text : text }

    /// Takes off exactly what `guarded` put on.
    public static func unguarded(_ text: String) -> String {
        guard text.unicodeScalars.first == "'" else { return text }
        let rest = String(text.unicodeScalars.dropFirst())
        return isInviting(rest) ? rest : text
    }

    private static func isInviting(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
        return marks.contains(first)
    }

    private static let marks = Set("=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars)
}
