public import Vocabulary

/// Those who meet about the work: a board, a steering group, a delivery group. Who it reports to makes the line of
/// accountability.
public struct Group: Hashable, Sendable, Identifiable {
    public let id: GroupID
    public var name: String
    /// What it is there for, in its own words.
    public var purpose: String
    /// The group it answers to; nil for the one at the top.
    public var reportsTo: GroupID?
    public var marking: Marking
    public var formed: Day
    public var dissolved: Dissolution?
    /// In the order in which they were entered.
    public var terms: [GroupTerm]
    /// The sequence of the last entry that touched it.
    public var version: JournalSequence

    public init(
        id: GroupID, name: String, purpose: String, reportsTo: GroupID?, marking: Marking, formed: Day,
        dissolved: Dissolution? = nil, terms: [GroupTerm] = [], version: JournalSequence
    ) {
        self.id = id
        self.name = name
        self.purpose = purpose
        self.reportsTo = reportsTo
        self.marking = marking
        self.formed = formed
        self.dissolved = dissolved
        self.terms = terms
        self.version = version
    }

    /// Who sits on it on a day, chair first.
    public func members(on day: Day) -> [GroupTerm] {
        terms.filter { $0.runs(on: day) }.sorted { ($0.office, $0.number) < ($1.office, $1.number) }
    }

    /// Those who sat on it before a day, the last to leave first.
    public func former(on day: Day) -> [GroupTerm] {
        terms.filter { $0.until.map { $0 < day } ?? false }
            .sorted { ($0.until?.number ?? 0, $0.number) > ($1.until?.number ?? 0, $1.number) }
    }

    /// Those whose term begins after a day.
    public func coming(after day: Day) -> [GroupTerm] {
        terms.filter { $0.from > day }.sorted { ($0.from.number, $0.number) < ($1.from.number, $1.number) }
    }
}

/// The end of a group, with the reason.
public struct Dissolution: Hashable, Sendable, Codable {
    public let on: Day
    public let reason: String

    public init(on: Day, reason: String) {
        self.on = on
        self.reason = reason
    }
}

/// What a member is on a group.
public enum GroupOffice: String, Codable, Sendable, CaseIterable, Comparable {
    case chair
    case deputyChair = "deputy-chair"
    case secretary
    case member

    /// As it stands in a sentence: "deputy chair".
    public var words: String { self == .deputyChair ? "deputy chair" : rawValue }

    public static func < (one: Self, other: Self) -> Bool { one.rank < other.rank }

    private var rank: Int {
        switch self {
        case .chair: 0
        case .deputyChair: 1
        case .secretary: 2
        case .member: 3
        }
    }
}

/// The time a member sits on a group in one office.
public struct GroupTerm: Hashable, Sendable, Codable {
    /// Its number within the group, from 1.
    public let number: Int
    public let member: MemberID
    public let office: GroupOffice
    public let from: Day
    /// The last day; nil while no end is known.
    public var until: Day?

    public init(number: Int, member: MemberID, office: GroupOffice, from: Day, until: Day? = nil) {
        self.number = number
        self.member = member
        self.office = office
        self.from = from
        self.until = until
    }

    public func runs(on day: Day) -> Bool { from <= day && (until.map { day <= $0 } ?? true) }

    /// Whether two terms have a day in common.
    func meets(from otherFrom: Day, until otherUntil: Day?) -> Bool {
        (until.map { otherFrom <= $0 } ?? true) && (otherUntil.map { from <= $0 } ?? true)
    }
}

extension [Group] {
    /// The way up from a group, itself first. Ends at the top, and at a group that is not among these.
    public func line(of id: GroupID) -> [Group] {
        var line: [Group] = []
        var next: GroupID? = id
        while let id = next, let group = first(where: { $0.id == id }), !line.contains(where: { $0.id == id }) {
            line.append(group)
            next = group.reportsTo
        }
        return line
    }

    /// Every group with its depth below the top, each after the one it reports to, by name within that. A group whose
    /// superior is not among these stands at the top.
    public var tree: [(group: Group, depth: Int)] {
        let known = Set(map(\.id))
        let below = Dictionary(grouping: self) { $0.reportsTo.flatMap { known.contains($0) ? $0 : nil } }
        func rows(under superior: GroupID?, depth: Int) -> [(group: Group, depth: Int)] {
            guard depth <= count else { return [] }
            return (below[superior] ?? []).sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
                .flatMap { [($0, depth)] + rows(under: $0.id, depth: depth + 1) }
        }
        return rows(under: nil, depth: 0)
    }
}
