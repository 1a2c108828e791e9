/// Writes SVG: elements with attributes of our own, and texts that are escaped here and nowhere else.
///
/// Drawings carry presentation attributes alone, no style, no class rules, no script, no link and nothing that is fetched,
/// so that the same bytes stand in a page under its content policy, in a PDF and in a file by themselves.
struct SVG {
    private(set) var text = ""

    mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
        text += "<\(name)"
        for (name, value) in attributes { text += " \(name)=\"\(SVG.escaped(value))\"" }
        text += ">"
    }

    mutating func close(_ name: String) { text += "</\(name)>" }

    mutating func element(_ name: String, _ attributes: [(String, String)]) {
        open(name, attributes)
        text.removeLast()
        text += "/>"
    }

    /// A title or description: an element that holds a text.
    mutating func worded(_ name: String, _ attributes: [(String, String)] = [], _ words: String) {
        open(name, attributes)
        text += SVG.escaped(words)
        close(name)
    }

    /// A line of text. One that begins in a script written from right to left is set so, from the right end.
    mutating func line(
        _ words: String, x: Double, y: Double, width: Double? = nil, _ attributes: [(String, String)] = []
    ) {
        var place = [("x", SVG.number(x)), ("y", SVG.number(y))]
        if let width, SVG.readsFromRight(words) {
            place = [("x", SVG.number(x + width)), ("y", SVG.number(y)), ("direction", "rtl")]
        }
        worded("text", place + attributes, words)
    }

    mutating func rule(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ attributes: [(String, String)] = []
    ) {
        element(
            "line",
            [("x1", SVG.number(x1)), ("y1", SVG.number(y1)), ("x2", SVG.number(x2)), ("y2", SVG.number(y2))]
                + attributes)
    }

    mutating func box(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ attributes: [(String, String)] = []
    ) {
        element(
            "rect",
            [
                ("x", SVG.number(x)), ("y", SVG.number(y)), ("width", SVG.number(max(0, width))),
                ("height", SVG.number(max(0, height))),
            ] + attributes)
    }

    mutating func path(_ path: String, _ attributes: [(String, String)]) {
        element("path", [("d", path)] + attributes)
    }

    mutating func append(_ other: SVG) { text += other.text }

    /// To a tenth, without an exponent: "12", "12.5", "-0.3".
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let size = tenths.magnitude
        return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
    }

    /// Safe in elements and in quoted attributes. Characters that XML does not know, and those that turn the reading
    /// direction of what follows, are left out.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: escaped += "&amp;"
            case 0x3C: escaped += "&lt;"
            case 0x3E: escaped += "&gt;"
            case 0x22: escaped += "&quot;"
            case 0x27: escaped += "&#39;"
            case 0x09, 0x0A, 0x0D: escaped += " "
            case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Whether the first letter that has a direction is of a script written from right to left.
    static func readsFromRight(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: return true
            default: if scalar.properties.isAlphabetic { return false }
            }
        }
        return false
    }
}
