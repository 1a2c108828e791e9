public import Vocabulary

/// What is written down about paper and files that leave the house: a pack that was issued, a plan that was taken out.
/// Neither touches a plan: its version stays, and no form about it is stale because of it.
public enum PackEntry: Sendable, Equatable {
    case packIssued(PackIssued)
    case planExported(PlanExported)
}

/// Everything a pack is made of, and the digests of what was made: enough to make it again and compare.
public struct PackIssued: Hashable, Sendable, Codable {
    public var pack: PackID
    /// In the order the pack shows them; each once.
    public var strategies: [StrategyID]
    /// 1, 2, ... for each set of strategies.
    public var edition: Int
    public var title: String
    /// The day whose end the pack shows.
    public var asAt: Day
    /// The last entry the pack knows of.
    public var sequence: JournalSequence
    /// What has changed and was achieved is told from the end of this day on.
    public var since: Day
    /// The meeting that day was taken from.
    public var sinceMeeting: MeetingID?
    public var audience: PackAudience
    /// The highest marking of anything in it.
    public var marking: Marking
    /// The framework pack it was made with, and its digest.
    public var framework: String
    public var frameworkDigest: String
    /// The version of the rule of statuses.
    public var rule: Int
    /// The version of the pack's own layout: what stands in it, and where.
    public var layout: Int
    /// SHA-256 over the whole paper.
    public var digest: String
    /// SHA-256 over each of its parts, in their order.
    public var sections: [SectionDigest]
    /// The day it was issued on. Of a pack as at that day, the notice says that the day was not over.
    public var on: Day

    public init(
        pack: PackID, strategies: [StrategyID], edition: Int, title: String, asAt: Day, sequence: JournalSequence,
        since: Day, sinceMeeting: MeetingID? = nil, audience: PackAudience, marking: Marking, framework: String,
        frameworkDigest: String, rule: Int, layout: Int, digest: String, sections: [SectionDigest], on: Day
    ) {
        self.pack = pack
        self.strategies = strategies
        self.edition = edition
        self.title = title
        self.asAt = asAt
        self.sequence = sequence
        self.since = since
        self.sinceMeeting = sinceMeeting
        self.audience = audience
        self.marking = marking
        self.framework = framework
        self.frameworkDigest = frameworkDigest
        self.rule = rule
        self.layout = layout
        self.digest = digest
        self.sections = sections
        self.on = on
    }
}

/// The digest of one part of a pack.
public struct SectionDigest: Hashable, Sendable, Codable {
    /// The part's stable name: `counts`.
    public var id: String
    public var title: String
    public var digest: String

    public init(id: String, title: String, digest: String) {
        self.id = id
        self.title = title
        self.digest = digest
    }
}

/// For whom a pack is made. What stands in it is what every one of them may see; its author counts for nothing.
public struct PackAudience: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Everybody who reads plans.
        case readers
        /// Those who are cleared as high as the ceiling.
        case cleared
        /// The members who sat on a group when it was made.
        case group
    }

    public var kind: Kind
    /// The group, of that kind.
    public var group: GroupID?
    /// The highest marking all of them may see: the pack shows nothing marked higher.
    public var ceiling: Marking

    public init(kind: Kind, group: GroupID? = nil, ceiling: Marking) {
        self.kind = kind
        self.group = group
        self.ceiling = ceiling
    }

    public static let readers = PackAudience(kind: .readers, ceiling: .official)
}

/// The kinds of file a plan or a pack leaves the house in.
public enum ExportFormat: String, Hashable, Sendable, Codable, CaseIterable {
    case csv, xlsx, ods, pdf, docx, svg, json, zip, html

    /// As it is printed: "XLSX".
    public var printed: String { rawValue.uppercased() }
}

/// That somebody took plans, or a pack, out of the house as a file.
public struct PlanExported: Hashable, Sendable, Codable {
    public var export: ExportID
    public var strategies: [StrategyID]
    public var format: ExportFormat
    public var asAt: Day
    /// The last entry the file knows of.
    public var sequence: JournalSequence
    /// How many actions stand in it.
    public var rows: Int
    /// Only what passed a filter, not every action in sight.
    public var isFiltered: Bool
    /// The highest marking of anything in it.
    public var marking: Marking
    /// The issued pack it is, if it is one.
    public var pack: PackID?
    public var on: Day

    public init(
        export: ExportID, strategies: [StrategyID], format: ExportFormat, asAt: Day, sequence: JournalSequence,
        rows: Int, isFiltered: Bool, marking: Marking, pack: PackID? = nil, on: Day
    ) {
        self.export = export
        self.strategies = strategies
        self.format = format
        self.asAt = asAt
        self.sequence = sequence
        self.rows = rows
        self.isFiltered = isFiltered
        self.marking = marking
        self.pack = pack
        self.on = on
    }
}
