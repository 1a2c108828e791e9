/// The styles of an OpenDocument spreadsheet, by name: how cells look, which days show only their month, and which
/// sheets are hidden.
struct ODSStyles {
    struct Style {
        var parent: String?
        var isBold: Bool?
        var size: Double?
        var dataStyle: String?
        var isHidden = false
    }

    private var styles: [String: Style] = [:]
    private var months: Set<String> = []
    private var open: String?
    private var openDate: (name: String, parts: Set<UInt8>)?

    /// Takes an element that may be part of a style.
    mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "style":
            guard let own = attributes["name"], let family = attributes["family"], styles.count < 65_000 else { return }
            let key = ODSStyles.key(family, own)
            open = key
            styles[key] = Style(
                parent: attributes["parent-style-name"].map { ODSStyles.key(family, $0) },
                dataStyle: attributes["data-style-name"])
        case "text-properties":
            guard let open else { return }
            if let weight = attributes["font-weight"] {
                styles[open]?.isBold = weight == "bold" || (Int(weight) ?? 0) >= 600
            }
            if let size = attributes["font-size"], size.hasSuffix("pt") {
                styles[open]?.size = Double(size.dropLast(2)).flatMap { $0.isFinite ? $0 : nil }
            }
        case "table-properties":
            if let open, attributes.has("display", "false") { styles[open]?.isHidden = true }
        case "date-style": openDate = attributes["name"].map { ($0, []) }
        case "year": openDate?.parts.insert(0x79)
        case "month": openDate?.parts.insert(0x6D)
        case "day": openDate?.parts.insert(0x64)
        default: return
        }
    }

    mutating func end(_ name: XMLName) {
        switch name {
        case "style": open = nil
        case "date-style":
            if let date = openDate, date.parts == [0x79, 0x6D] || date.parts == [0x6D] { months.insert(date.name) }
            openDate = nil
        default: return
        }
    }

    static func key(_ family: String, _ name: String) -> String { "\(family) \(name)" }

    /// What a style says, or the one it is made from.
    private func value<Value>(_ name: String, _ family: String, _ part: (Style) -> Value?) -> Value? {
        var key: String? = ODSStyles.key(family, name)
        var steps = 0
        while let at = key, let style = styles[at], steps < 16 {
            if let found = part(style) { return found }
            key = style.parent
            steps += 1
        }
        return nil
    }

    func look(_ name: String) -> CellLook {
        CellLook(
            isBold: value(name, "table-cell", \.isBold) ?? false, size: value(name, "table-cell", \.size) ?? defaultSize
        )
    }

    private var defaultSize: Double { styles[ODSStyles.key("table-cell", "Default")]?.size ?? 10 }

    func isBoldText(_ name: String) -> Bool { value(name, "text", \.isBold) ?? false }

    func showsMonth(_ name: String) -> Bool {
        value(name, "table-cell", \.dataStyle).map(months.contains) ?? false
    }

    func isHiddenSheet(_ name: String) -> Bool { styles[ODSStyles.key("table", name)]?.isHidden ?? false }
}

/// Reads the styles that stand in a part of their own.
final class ODSStylePart: XMLTaking {
    private(set) var styles: ODSStyles
    let refusal: OfficeRefusal? = nil

    init(_ styles: ODSStyles = ODSStyles()) { self.styles = styles }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) { styles.begin(name, attributes) }
    func end(_ name: XMLName) { styles.end(name) }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Looks whether anything in the archive is encrypted.
final class ODFManifest: XMLTaking {
    private(set) var refusal: OfficeRefusal?

    func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        if "encryption-data" ~= name { refusal = .protected }
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
