import ActionPlans
public import Partnership
public import Vocabulary

/// One plain sentence for an entry of any room: what the journal's page, its file and its command say.
///
/// A room that writes entries adds itself to `rooms`. What no room has words for still gets a sentence, from its
/// stable name.
public struct EntryWords: Sendable {
    /// The words of one room.
    public struct Room: Sendable {
        /// The room's stable name, as the entries bear it.
        public let name: String
        public let title: String
        /// Every kind by its stable name, with its title for a list to choose from.
        public let kinds: [(name: String, title: String)]
        let sentence: @Sendable (any EntryPayload, EntryWords, ActionID?) -> String?
    }

    public static let rooms: [Room] = [plans, meetings, registers, packs, partnership, journal]

    let names: StaffNames
    private let agencies: [AgencyID: String]

    public init(_ names: StaffNames, agencies: [Agency]) {
        self.names = names
        self.agencies = Dictionary(agencies.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    /// What an entry says; about one action where one is given. Never empty.
    public func sentence(_ record: JournalRecord, about action: ActionID? = nil) -> String {
        switch record.content {
        case .erased(let by): return "What this entry said was erased under entry \(by)."
        case .unreadable:
            return Self.title(of: record.header) + ": this program cannot read what it says. Run `cornerstone journal "
                + "verify`."
        case .said(let payload):
            let room = Self.rooms.first { $0.name == record.header.room }
            if let sentence = room?.sentence(payload, self, action), !sentence.isEmpty { return sentence }
            return Self.title(of: record.header) + "."
        }
    }

    /// The kind of an entry in words: "Progress reported".
    public static func title(of header: EntryHeader) -> String {
        let known = rooms.first { $0.name == header.room }?.kinds.first { $0.name == header.kind.name }?.title
        if let known { return known }
        let words = header.kind.name.split(separator: "-").joined(separator: " ")
        return words.isEmpty ? "Entry" : words.prefix(1).uppercased() + words.dropFirst()
    }

    func agency(_ id: AgencyID) -> String { agencies[id] ?? "an agency that is no longer named" }
}

// MARK: The rooms

extension EntryWords {
    static let plans = Room(
        name: PlanEntry.room, title: "Plans",
        kinds: [
            ("plan-imported", "Plan imported"), ("plan-revised", "Plan revised"),
            ("owners-confirmed", "Update owners confirmed"), ("round-opened", "Round opened"),
            ("round-extended", "Closing day changed"), ("progress-reported", "Progress reported"),
            ("delay-asked", "Delay asked for"), ("delay-agreed", "Delay agreed"), ("delay-refused", "Delay refused"),
            ("deadlines-settled", "Past deadlines settled"), ("action-withdrawn", "Action withdrawn"),
            ("round-reopened", "Round reopened"), ("round-withdrawn", "Round taken back"),
            ("round-reminded", "Asked or reminded"),
            ("action-added", "Action added"), ("post-handed-over", "Post handed over"),
            ("action-amended", "Action amended"), ("entry-corrected", "Entry corrected"),
            ("import-undone", "Import undone"),
            ("finding-settled", "Finding settled"),
        ]
    ) { payload, words, action in
        (payload as? PlanEntry).map { HistoryWords(words.names).sentence($0, about: action) }
    }

    static let partnership = Room(
        name: PartnershipEntry.room, title: "Partnership",
        kinds: [
            ("partnership-named", "Partnership named"), ("agency-joined", "Agency joined"),
            ("member-joined", "Member joined"), ("member-changed", "Member changed"), ("member-left", "Member left"),
            ("agency-renamed", "Agency renamed"), ("agency-merged", "Agencies merged"),
            ("agency-replaced", "Agency replaced"),
        ]
    ) { payload, words, _ in
        switch payload as? PartnershipEntry {
        case nil: nil
        case .partnershipNamed(let profile):
            "The partnership is called \(profile.name), in the time zone \(profile.timeZone)."
        case .agencyJoined(let agency):
            "\(agency.name)\(agency.short.map { " (\($0))" } ?? "") joined the partnership."
        case .memberJoined(let member): "\(words.post(member)) joined. \(words.rights(member))"
        case .memberChanged(let member): "\(words.post(member)) changed. \(words.rights(member))"
        case .memberLeft(let id): "\(words.names.name(id)) left the partnership."
        case .agencyRenamed(let facts): "Agency \(facts.agency.number) is now called \(facts.name)."
        case .agencyMerged(let facts):
            "\(words.agency(facts.agency)) is now part of \(words.agency(facts.into)); "
                + "\(facts.members.count.counted("member")) moved there."
        case .agencyReplaced(let facts):
            "\(words.agency(facts.agency)) is replaced by \(facts.successor.name); "
                + "\(facts.members.count.counted("member")) moved there."
        }
    }

    static let journal = Room(
        name: JournalEntry.room, title: "Journal", kinds: [("erased", "Content erased")]
    ) { payload, _, _ in
        switch payload as? JournalEntry {
        case nil: nil
        case .erased(let facts): "What entry \(facts.sequence) said was erased under the rule “\(facts.rule)”."
        }
    }

    /// Name, post and agency as the entry has them. The address stays in the members' pages.
    private func post(_ member: Member) -> String {
        let name = member.name == member.post ? member.post : "\(member.name), \(member.post)"
        return "\(name), of \(agency(member.agency)),"
    }

    private func rights(_ member: Member) -> String {
        let roles = member.roles.sorted().map(\.rawValue).joined(separator: ", ")
        return (roles.isEmpty ? "No role" : "Roles: \(roles)") + "; may see up to \(member.clearance.printed)."
            + (member.isActive ? "" : " No longer a member.")
    }
}
