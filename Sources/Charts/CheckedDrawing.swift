/// A drawing that holds nothing but shapes and text: no script, no style, no link, nothing foreign and nothing to fetch.
///
/// This room makes none other. It is looked through all the same, because a drawing may come out of a file.
package struct CheckedDrawing: Hashable, Sendable {
    package let svg: String

    /// Nil where anything in it is not on the list below, or where it is not one whole `<svg>`.
    package init?(_ drawing: Drawing) {
        var reader = DrawingReader(drawing.svg)
        guard reader.isPlain() else { return nil }
        svg = drawing.svg
    }

    static let elements: Set<String> = [
        "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
        "tspan", "pattern", "clipPath", "marker", "symbol",
    ]

    static let attributes: Set<String> = [
        "xmlns", "viewBox", "width", "height", "role", "id", "class", "lang", "preserveAspectRatio", "focusable",
        "aria-label", "aria-labelledby", "aria-describedby", "aria-hidden", "x", "y", "x1", "y1", "x2", "y2", "cx",
        "cy",
        "r", "rx", "ry", "d", "dx", "dy", "points", "transform", "fill", "fill-opacity", "fill-rule", "stroke",
        "stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
        "stroke-miterlimit", "stroke-opacity", "opacity", "font-family", "font-size", "font-weight", "font-style",
        "text-anchor", "direction", "dominant-baseline", "letter-spacing", "textLength", "lengthAdjust", "clip-path",
        "clip-rule",
        "patternUnits", "patternContentUnits", "patternTransform", "clipPathUnits", "markerWidth", "markerHeight",
        "markerUnits", "refX", "refY", "orient", "marker-start", "marker-mid", "marker-end", "vector-effect",
        "shape-rendering", "text-rendering", "xml:space", "version",
    ]
}

/// Goes through a drawing byte by byte. What it does not know is a fault.
private struct DrawingReader {
    private let bytes: [UInt8]
    private var index = 0
    private var openElements: [String] = []

    init(_ svg: String) { bytes = Array(svg.utf8) }

    mutating func isPlain() -> Bool {
        skipSpace()
        var hasRoot = false
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<") {
                guard !(hasRoot && openElements.isEmpty) else { return false }
                guard tag() else { return false }
                hasRoot = true
            } else if openElements.isEmpty {
                guard isSpace(bytes[index]) else { return false }
                index += 1
            } else {
                guard bytes[index] != UInt8(ascii: "&") || reference() else { return false }
                index += 1
            }
        }
        return hasRoot && openElements.isEmpty
    }

    private mutating func tag() -> Bool {
        index += 1
        if take(UInt8(ascii: "/")) {
            let name = name()
            skipSpace()
            return openElements.popLast() == name && take(UInt8(ascii: ">"))
        }
        let name = name()
        guard CheckedDrawing.elements.contains(name), (name == "svg") == openElements.isEmpty else { return false }
        // Browsers read what stands in a title as HTML again, so nothing but text may.
        if let parent = openElements.last, parent == "title" || parent == "desc" { return false }
        while true {
            let hadSpace = skipSpace()
            if take(UInt8(ascii: ">")) {
                openElements.append(name)
                return true
            }
            if take(UInt8(ascii: "/")) { return take(UInt8(ascii: ">")) }
            guard hadSpace, attribute() else { return false }
        }
    }

    private mutating func attribute() -> Bool {
        let name = name()
        guard CheckedDrawing.attributes.contains(name), take(UInt8(ascii: "=")), take(UInt8(ascii: "\"")) else {
            return false
        }
        var value: [UInt8] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "<") { return false }
            if bytes[index] == UInt8(ascii: "&"), !reference() { return false }
            value.append(bytes[index])
            index += 1
        }
        guard take(UInt8(ascii: "\"")) else { return false }
        return Self.isPlain(String(decoding: value, as: UTF8.self), of: name)
    }

    /// A value leads nowhere: what `url()` names must be a part of the drawing itself.
    private static func isPlain(_ value: String, of name: String) -> Bool {
        if name == "xmlns" { return value == "http://www.w3.org/2000/svg" }
        if ["aria-label", "lang", "font-family"].contains(name) { return true }
        let lower = value.lowercased()
        guard !lower.contains("\\"), !lower.contains(":"), !lower.contains("&") else { return false }
        var rest = lower[...]
        while let found = rest.firstRange(of: "url") {
            rest = rest[found.upperBound...]
            guard rest.hasPrefix("(#"), let end = rest.firstIndex(of: ")") else { return false }
            rest = rest[end...]
        }
        return true
    }

    /// `&amp;` and its like; `&#60;` too. Left standing at its first byte.
    private func reference() -> Bool {
        guard let end = bytes[index...].prefix(10).firstIndex(of: UInt8(ascii: ";")) else { return false }
        let word = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
        if ["amp", "lt", "gt", "quot", "apos"].contains(word) { return true }
        return word.hasPrefix("#") && word.count > 1 && word.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private mutating func name() -> String {
        let start = index
        while index < bytes.count, isOfName(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: ":"): true
        default: false
        }
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    @discardableResult
    private mutating func skipSpace() -> Bool {
        let start = index
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        return index > start
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }
}
