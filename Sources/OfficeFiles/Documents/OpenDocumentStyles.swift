/// What the styles of an ODT file say of its text: bold, hidden, and which lists are numbered.
struct OpenDocumentStyles {
    struct Style: Equatable {
        var parent: String?
        var isBold: Bool?
        var isHidden = false
    }

    /// How each level of a list is numbered: its first number, or nil for a bullet.
    private(set) var lists: [String: [Int?]] = [:]
    private var styles: [String: Style] = [:]

    /// Adds the styles of `styles.xml` or of the head of `content.xml`; later ones win.
    ///
    /// - Throws: `PartFault` for a part that is no sound XML.
    mutating func add(_ part: [UInt8]) throws(PartFault) {
        var scan = XMLScan(part)
        var style: String?
        var list: String?
        while let event = try scan.next() {
            switch event {
            case .open(let tag):
                let name = scan.name(tag)
                switch name {
                case "body": return
                case "style":
                    let family = scan.attribute("family", of: tag) ?? ""
                    let key = "\(family) \(scan.attribute("name", of: tag) ?? "")"
                    styles[key] = Style(parent: scan.attribute("parent-style-name", of: tag).map { "\(family) \($0)" })
                    style = key
                case "text-properties": if let style { read(scan, tag, into: style) }
                case "section-properties": if let style { read(scan, tag, into: style) }
                case "list-style": list = scan.attribute("name", of: tag)
                case "list-level-style-number": addLevel(scan, tag, to: list, isNumbered: true)
                case "list-level-style-bullet", "list-level-style-image":
                    addLevel(scan, tag, to: list, isNumbered: false)
                default: break
                }
            case .close(let tag):
                let name = scan.name(tag)
                if name == "style" { style = nil }
                if name == "list-style" { list = nil }
            default: break
            }
        }
    }

    private mutating func read(_ scan: XMLScan, _ tag: XMLTag, into key: String) {
        if let weight = scan.attribute("font-weight", of: tag) {
            styles[key]?.isBold = ["bold", "600", "700", "800", "900"].contains(weight)
        }
        if scan.attribute("display", of: tag) == "none" { styles[key]?.isHidden = true }
    }

    private mutating func addLevel(_ scan: XMLScan, _ tag: XMLTag, to list: String?, isNumbered: Bool) {
        guard let list, let level = scan.attribute("level", of: tag).flatMap({ Int($0) }), (1...10).contains(level)
        else { return }
        var levels = lists[list] ?? []
        while levels.count < level { levels.append(nil) }
        // A level without a format of numbers prints none.
        let isPrinted = scan.attribute("num-format", of: tag)?.isEmpty == false
        levels[level - 1] =
            isNumbered && isPrinted
            ? min(max(scan.attribute("start-value", of: tag).flatMap { Int($0) } ?? 1, 0), 9_999) : nil
        lists[list] = levels
    }

    func isBold(_ family: String, _ name: String?) -> Bool {
        chain(family, name).lazy.compactMap(\.isBold).first ?? false
    }

    func isHidden(_ family: String, _ name: String?) -> Bool { chain(family, name).contains(where: \.isHidden) }

    /// Whether a style is, or is made from, one of this name.
    func isMade(_ family: String, _ name: String?, from wanted: String) -> Bool {
        var key = name.map { "\(family) \($0)" }
        for _ in 0..<32 {
            guard let found = key else { return false }
            if found == "\(family) \(wanted)" { return true }
            key = styles[found]?.parent
        }
        return false
    }

    private func chain(_ family: String, _ name: String?) -> [Style] {
        var found: [Style] = []
        var key = name.map { "\(family) \($0)" }
        while let name = key, let style = styles[name], found.count < 32 {
            found.append(style)
            key = style.parent
        }
        return found
    }
}
