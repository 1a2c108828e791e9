import Partnership
public import Vocabulary

/// A member takes a seat on a group, in one office, for a time.
public struct BeginTerm: Hashable, Sendable {
    public var group: GroupID
    public var member: MemberID
    public var office: GroupOffice
    public var from: Day
    public var until: Day?

    public init(group: GroupID, member: MemberID, office: GroupOffice, from: Day, until: Day? = nil) {
        self.group = group
        self.member = member
        self.office = office
        self.from = from
        self.until = until
    }
}

/// A member's seat on a group has a last day.
public struct EndTerm: Hashable, Sendable {
    public var group: GroupID
    public var term: Int
    public var until: Day

    public init(group: GroupID, term: Int, until: Day) {
        self.group = group
        self.term = term
        self.until = until
    }
}

extension BeginTerm {
    /// Whether the facts allow it; with every problem at once. One chair at a time, and one seat a member.
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<GroupRefusal>> {
        guard let group = facts.group(group) else { return .failure(Refusals(.unknownGroup)) }
        if let gone = group.dissolved { return .failure(Refusals(.dissolved(on: gone.on))) }
        var refusals: [GroupRefusal] = []
        if let member = facts.member(member) {
            if !member.isActive {
                refusals.append(.memberLeft)
            } else if member.clearance < group.marking {
                refusals.append(.belowMarking)
            }
        } else {
            refusals.append(.unknownMember)
        }
        if let until, until < from { refusals.append(.untilBeforeFrom(from: from)) }
        let meeting = group.terms.filter { $0.meets(from: from, until: until) }
        if let seat = meeting.first(where: { $0.member == member }) {
            refusals.append(.sitsAlready(until: seat.until))
        }
        if office == .chair, let chair = meeting.first(where: { $0.office == .chair && $0.member != member }) {
            refusals.append(.hasChair(until: chair.until))
        }
        if group.terms.count >= MeetingLimit.terms { refusals.append(.tooManyTerms) }
        let term = GroupTerm(
            number: (group.terms.map(\.number).max() ?? 0) + 1, member: member, office: office, from: from,
            until: until)
        return .decided(refusals, .termBegun(TermBegun(group: group.id, term: term, on: facts.today)))
    }
}

extension EndTerm {
    /// Whether the facts allow it; with every problem at once.
    public func decide(_ facts: MeetingFacts) -> Result<MeetingEntry, Refusals<GroupRefusal>> {
        guard let group = facts.group(group) else { return .failure(Refusals(.unknownGroup)) }
        if let gone = group.dissolved { return .failure(Refusals(.dissolved(on: gone.on))) }
        guard let term = group.terms.first(where: { $0.number == term }) else {
            return .failure(Refusals(.unknownTerm))
        }
        var refusals: [GroupRefusal] = []
        if let ended = term.until, ended < facts.today { refusals.append(.termEnded(on: ended)) }
        if until < term.from { refusals.append(.untilBeforeFrom(from: term.from)) }
        return .decided(
            refusals,
            .termEnded(TermEnded(group: group.id, term: term.number, until: until, on: facts.today)))
    }
}
