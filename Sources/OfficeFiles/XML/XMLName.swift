import Glibc

/// The name of an element or attribute, without its namespace; lives only while it is told.
struct XMLName {
    /// Stands between namespace and name; no namespace may hold it.
    static let separator: CChar = 0x0A

    private let start: UnsafePointer<CChar>
    private let spaceCount: Int
    private let localStart: UnsafePointer<CChar>
    private let localCount: Int

    init(_ name: UnsafePointer<CChar>) {
        start = name
        if let found = strrchr(name, Int32(XMLName.separator)) {
            spaceCount = UnsafePointer(found) - name
            localStart = UnsafePointer(found) + 1
        } else {
            spaceCount = 0
            localStart = name
        }
        localCount = strlen(localStart)
    }

    static func ~= (pattern: StaticString, name: XMLName) -> Bool {
        pattern.utf8CodeUnitCount == name.localCount && memcmp(pattern.utf8Start, name.localStart, name.localCount) == 0
    }

    /// Whether the namespace begins so.
    func isOf(_ space: StaticString) -> Bool {
        space.utf8CodeUnitCount <= spaceCount && memcmp(space.utf8Start, start, space.utf8CodeUnitCount) == 0
    }
}

/// The attributes of an element; live only while it is told.
struct XMLAttributes {
    /// Attributes that LibreOffice adds beside the standard's own, with the same names.
    static let added: StaticString = "urn:org:documentfoundation"

    private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>

    init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>) { self.list = list }

    /// - Parameter added: asks for the one LibreOffice adds.
    func bytes(_ name: StaticString, added: Bool = false) -> UnsafeBufferPointer<UInt8>? {
        var at = 0
        while let key = list[at], let value = list[at + 1] {
            let found = XMLName(key)
            if name ~= found, found.isOf(XMLAttributes.added) == added {
                let count = strlen(value)
                return UnsafeRawBufferPointer(start: value, count: count).bindMemory(to: UInt8.self)
            }
            at += 2
        }
        return nil
    }

    subscript(_ name: StaticString) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

    func has(_ name: StaticString, _ value: StaticString, added: Bool = false) -> Bool {
        guard let bytes = bytes(name, added: added), let start = bytes.baseAddress else { return false }
        return bytes.count == value.utf8CodeUnitCount && memcmp(start, value.utf8Start, bytes.count) == 0
    }

    /// "1", "true" or "on".
    func isSet(_ name: StaticString) -> Bool { has(name, "1") || has(name, "true") || has(name, "on") }

    /// A whole number from 0 up; nil where it is missing or something else.
    func number(_ name: StaticString) -> Int? {
        guard let bytes = bytes(name) else { return nil }
        return Digits.number(bytes)
    }
}

/// Whole numbers in bytes.
enum Digits {
    static func number(_ bytes: some Collection<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 12 else { return nil }
        var number = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }
}
