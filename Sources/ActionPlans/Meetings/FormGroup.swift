import Partnership
public import Vocabulary

/// A group comes into being, or is described anew.
public struct FormGroup: Hashable, Sendable {
    /// Nil for a new one.
    public var group: GroupID?
    public var name: String
    public var purpose: String
    public var reportsTo: GroupID?
    public var marking: Marking

    public init(
        group: GroupID? = nil, name: String, purpose: String, reportsTo: GroupID? = nil, marking: Marking = .official
    ) {
        self.group = group
        self.name = name
        self.purpose = purpose
        self.reportsTo = reportsTo
        self.marking = marking
    }
}

/// A group ends. Its meetings and decisions stay.
public struct DissolveGroup: Hashable, Sendable {
    public var group: GroupID
    public var reason: String

    public init(group: GroupID, reason: String) {
        self.group = group
        self.reason = reason
    }
}

/// Why a group cannot be formed, changed, manned or dissolved.
public enum GroupRefusal: Refusal {
    case unknownGroup
    case dissolved(on: Day)
    case name(TypedText.Fault)
    case purpose(TypedText.Fault)
    case nameTaken
    case unknownSuperior
    case superiorDissolved
    /// It would report to itself, by itself or by way of others.
    case circle
    case aboveClearance
    /// Somebody on the group could not see it any more.
    case aboveMembers(count: Int)
    case unchanged
    case unknownMember
    case memberLeft
    case belowMarking
    case untilBeforeFrom(from: Day)
    case sitsAlready(until: Day?)
    case hasChair(until: Day?)
    case tooManyTerms
    case unknownTerm
    case termEnded(on: Day)
    case meetingsToCome(count: Int)
    case groupsBelow(count: Int)
    case reason(TypedText.Fault)

    public var words: RefusalWords {
        switch self {
        case .unknownGroup:
            RefusalWords("unknown-group", field: "group", "Choose a group; there is none with this number.")
        case .dissolved(let day):
            RefusalWords(
                "dissolved", field: "group",
                "This group was dissolved on \(day.printed), so nothing more can be entered for it.")
        case .name(let fault): fault.words("name", "the group's name")
        case .purpose(let fault): fault.words("purpose", "what the group is for")
        case .nameTaken:
            RefusalWords("name-taken", field: "name", "Enter another name; a group with this one is here already.")
        case .unknownSuperior:
            RefusalWords("unknown-superior", field: "reports-to", "Choose a group of the list, or none.")
        case .superiorDissolved:
            RefusalWords("superior-dissolved", field: "reports-to", "Choose a group that has not been dissolved.")
        case .circle:
            RefusalWords(
                "circle", field: "reports-to",
                "Choose a group that does not itself report to this one: the line of accountability must not run in a circle."
            )
        case .aboveClearance:
            RefusalWords(
                "above-clearance", field: "marking", "Choose a marking up to your own clearance.")
        case .aboveMembers(let count):
            RefusalWords(
                "above-members", field: "marking",
                "Choose a marking every member may see: \(count.counted("member")) of this group could not see it any more."
            )
        case .unchanged:
            RefusalWords("unchanged", field: "name", "Change something first; this is what stands already.")
        case .unknownMember: RefusalWords("unknown-member", field: "member", "Choose a member of the partnership.")
        case .memberLeft:
            RefusalWords("member-left", field: "member", "Choose somebody else; this member has left the partnership.")
        case .belowMarking:
            RefusalWords(
                "below-marking", field: "member",
                "Choose somebody whose clearance reaches the group's marking, or ask an administrator to change it.")
        case .untilBeforeFrom(let day):
            RefusalWords("until-before-from", field: "until", "Enter a last day on or after \(day.printed).")
        case .sitsAlready(let until):
            RefusalWords(
                "sits-already", field: "member",
                "End this member's present term first; it \(GroupRefusal.runs(until)).")
        case .hasChair(let until):
            RefusalWords(
                "has-chair", field: "office", "End the present chair's term first; it \(GroupRefusal.runs(until)).")
        case .tooManyTerms:
            RefusalWords(
                "too-many-terms", field: "member", "Form a new group; this one holds as many terms as it can.")
        case .unknownTerm: RefusalWords("unknown-term", field: "term", "Choose a term of this group.")
        case .termEnded(let day):
            RefusalWords("term-ended", field: "until", "This term ended on \(day.printed) already.")
        case .meetingsToCome(let count):
            RefusalWords(
                "meetings-to-come", field: "reason",
                "Cancel what is still to come first: \(count.counted("meeting")) of this group.")
        case .groupsBelow(let count):
            RefusalWords(
                "groups-below", field: "reason",
                "Let the groups below report elsewhere first: \(count.counted("group")) \(count == 1 ? "reports" : "report") to this one."
            )
        case .reason(let fault): fault.words("reason", "the reason")
        }
    }

    private static func runs(_ until: Day?) -> String {
        until.map { "runs until \($0.printed)" } ?? "has no end yet"
    }
}

extension FormGroup {
    /// Whether the facts allow it; with every problem at once.
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<GroupRefusal>> {
        var present: Group?
        if let group {
            guard let found = facts.group(group) else { return .failure(Refusals(.unknownGroup)) }
            if let gone = found.dissolved { return .failure(Refusals(.dissolved(on: gone.on))) }
            present = found
        }
        var refusals: [GroupRefusal] = []
        let name = TypedText(name, upTo: MeetingLimit.name, .line)
        let purpose = TypedText(purpose, upTo: MeetingLimit.purpose)
        if let fault = name.fault { refusals.append(.name(fault)) }
        if facts.groups.contains(where: {
            $0.id != present?.id && $0.dissolved == nil && $0.name.lowercased() == name.text.lowercased()
        }) {
            refusals.append(.nameTaken)
        }
        if let fault = purpose.fault { refusals.append(.purpose(fault)) }
        if let superior = superiorFault(facts) { refusals.append(superior) }
        if marking > facts.author.clearance { refusals.append(.aboveClearance) }
        if let present, marking > present.marking {
            let blind = present.terms.count { term in
                (term.until.map { $0 >= facts.today } ?? true)
                    && facts.member(term.member).map { $0.isActive && $0.clearance < marking } ?? false
            }
            if blind > 0 { refusals.append(.aboveMembers(count: blind)) }
        }
        let described = GroupDescribed(
            group: present?.id ?? facts.numbers.group, name: name.text, purpose: purpose.text, reportsTo: reportsTo,
            marking: marking, on: facts.today)
        guard let present else { return .decided(refusals, .groupFormed(described)) }
        let isSame =
            present.name == name.text && present.purpose == purpose.text && present.reportsTo == reportsTo
            && present.marking == marking
        if isSame, refusals.isEmpty { refusals.append(.unchanged) }
        return .decided(refusals, .groupChanged(described))
    }

    private func superiorFault(_ facts: MeetingFacts) -> GroupRefusal? {
        guard let reportsTo else { return nil }
        guard let superior = facts.group(reportsTo) else { return .unknownSuperior }
        if superior.dissolved != nil { return .superiorDissolved }
        if let group, facts.everyGroup.line(of: reportsTo).contains(where: { $0.id == group }) { return .circle }
        return nil
    }
}

extension DissolveGroup {
    /// Whether the facts allow it; with every problem at once.
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<GroupRefusal>> {
        guard let group = facts.group(group) else { return .failure(Refusals(.unknownGroup)) }
        if let gone = group.dissolved { return .failure(Refusals(.dissolved(on: gone.on))) }
        var refusals: [GroupRefusal] = []
        let coming = facts.meetings.count {
            $0.group == group.id && $0.day >= facts.today && $0.cancelled == nil && $0.agreed == nil
        }
        if coming > 0 { refusals.append(.meetingsToCome(count: coming)) }
        let below = facts.groups.count { $0.reportsTo == group.id && $0.dissolved == nil }
        if below > 0 { refusals.append(.groupsBelow(count: below)) }
        let reason = TypedText(reason, upTo: MeetingLimit.reason)
        if let fault = reason.fault { refusals.append(.reason(fault)) }
        return .decided(
            refusals, .groupDissolved(GroupDissolved(group: group.id, on: facts.today, reason: reason.text)))
    }
}
