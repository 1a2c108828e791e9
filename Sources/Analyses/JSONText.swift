/// Writes JSON with its fields in the order they are said. Numbers that are not finite become null.
struct JSONText {
    private(set) var text = ""
    private var needsComma = false

    mutating func name(_ name: String) {
        comma()
        quoted(name)
        text += ":"
        needsComma = false
    }

    mutating func object(_ body: (inout JSONText) -> Void) {
        comma()
        text += "{"
        needsComma = false
        body(&self)
        text += "}"
        needsComma = true
    }

    mutating func array<Item>(_ items: [Item], _ each: (Item, inout JSONText) -> Void) {
        comma()
        text += "["
        needsComma = false
        for item in items { each(item, &self) }
        text += "]"
        needsComma = true
    }

    mutating func list<Item>(_ name: String, _ items: [Item], _ each: (Item, inout JSONText) -> Void) {
        self.name(name)
        array(items, each)
    }

    mutating func field(_ name: String, _ value: String?) {
        self.name(name)
        if let value { self.value(value) } else { null() }
    }

    mutating func field(_ name: String, _ value: Double?) {
        self.name(name)
        if let value { self.value(value) } else { null() }
    }

    mutating func field(_ name: String, _ value: Int) {
        self.name(name)
        raw("\(value)")
    }

    mutating func field(_ name: String, _ value: UInt64?) {
        self.name(name)
        raw(value.map { "\($0)" } ?? "null")
    }

    mutating func field(_ name: String, _ value: Bool) {
        self.name(name)
        raw(value ? "true" : "false")
    }

    mutating func value(_ value: Double) {
        let number = ReportNumber.text(value)
        raw(number.isEmpty ? "null" : number)
    }

    mutating func value(_ value: String) {
        comma()
        quoted(value)
        needsComma = true
    }

    private mutating func null() { raw("null") }

    private mutating func raw(_ words: String) {
        comma()
        text += words
        needsComma = true
    }

    private mutating func comma() {
        if needsComma { text += "," }
        needsComma = false
    }

    private mutating func quoted(_ words: String) {
        text += "\""
        defer { text += "\"" }
        let isPlain = words.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
        guard !isPlain else {
            text += words
            return
        }
        for scalar in words.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
