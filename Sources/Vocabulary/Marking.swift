/// The protective marking of a record. Higher ones compare greater; a page takes the highest of what is on it.
public enum Marking: String, Codable, Sendable, CaseIterable, Comparable {
    case official
    case officialSensitive = "official-sensitive"

    /// As printed at the top and bottom of a page.
    public var printed: String {
        switch self {
        case .official: "OFFICIAL"
        case .officialSensitive: "OFFICIAL-SENSITIVE"
        }
    }

    private var rank: Int { self == .official ? 0 : 1 }

    public static func < (one: Marking, other: Marking) -> Bool { one.rank < other.rank }
}

/// Why data is read or written; recorded on every entry. The first slice knows one.
public enum Purpose: String, Codable, Sendable, CaseIterable {
    /// Planning, performance and returns of the partnership.
    case performance
}
