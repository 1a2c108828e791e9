public import Partnership
public import Vocabulary

/// What somebody wants a pack of, as a form or a command says it.
public struct OrderPack: Hashable, Sendable {
    /// In the order in which the pack shows them.
    public var strategies: [StrategyID]
    /// Empty for the usual title.
    public var title: String
    /// Nil for today.
    public var asAt: Day?
    /// From the end of which day on achievements and changes are told; nil for the group's last meeting, or the last
    /// close.
    public var since: Day?
    public var audience: PackAudience.Kind
    /// The group it is made for, or whose last meeting it looks back to.
    public var group: GroupID?

    public init(
        strategies: [StrategyID], title: String = "", asAt: Day? = nil, since: Day? = nil,
        audience: PackAudience.Kind = .readers, group: GroupID? = nil
    ) {
        self.strategies = strategies
        self.title = title
        self.asAt = asAt
        self.since = since
        self.audience = audience
        self.group = group
    }

    /// The title where none is typed.
    public static let usualTitle = "Board pack"
    /// A board reads no more plans at once.
    public static let mostPlans = 40
    public static let longestTitle = 120
}

/// What an order is judged by.
public struct PackSetting: Sendable {
    /// A plan as it stood at the moment of the pack.
    public struct KnownPlan: Hashable, Sendable {
        public var strategy: Strategy
        /// The closing day of the last round that had closed.
        public var lastClose: Day?

        public init(strategy: Strategy, lastClose: Day?) {
            self.strategy = strategy
            self.lastClose = lastClose
        }
    }

    public var today: Day
    public var author: Member
    /// Every plan of the order that the author may see.
    public var plans: [KnownPlan]
    /// The groups the author may see, each with the highest marking it has borne since the moment of the pack: its name
    /// stands on the cover as it was, and is read as it is marked today.
    public var groups: [Group]
    public var members: [Member]
    /// The meetings the author may see, with their highest markings likewise.
    public var meetings: [Meeting]

    public init(
        today: Day, author: Member, plans: [KnownPlan], groups: [Group], members: [Member], meetings: [Meeting]
    ) {
        self.today = today
        self.author = author
        self.plans = plans
        self.groups = groups
        self.members = members
        self.meetings = meetings
    }
}

/// An order with everything it left open filled in: what a pack is made of, beside the plans.
public struct PackTerms: Hashable, Sendable {
    public var strategies: [StrategyID]
    public var title: String
    public var asAt: Day
    public var since: Day
    public var sinceMeeting: MeetingID?
    public var audience: PackAudience

    public init(
        strategies: [StrategyID], title: String, asAt: Day, since: Day, sinceMeeting: MeetingID?,
        audience: PackAudience
    ) {
        self.strategies = strategies
        self.title = title
        self.asAt = asAt
        self.since = since
        self.sinceMeeting = sinceMeeting
        self.audience = audience
    }

    /// Of a pack that was issued.
    public init(_ facts: PackIssued) {
        self.init(
            strategies: facts.strategies, title: facts.title, asAt: facts.asAt, since: facts.since,
            sinceMeeting: facts.sinceMeeting, audience: facts.audience)
    }
}

/// Why a pack cannot be made as it was ordered.
public enum PackRefusal: Refusal {
    case noPlan
    case tooManyPlans(limit: Int)
    case unknownPlan(StrategyID)
    case title(TypedText.Fault)
    case dayToCome(today: Day)
    case beforeImport(StrategyID, imported: Day)
    case sinceToCome(today: Day)
    case sinceAfter(asAt: Day)
    case noGroup
    case unknownGroup
    case groupDissolved(on: Day)
    case nobodySits
    /// Members of the group who may not read plans.
    case groupReadsNoPlans(count: Int)
    /// Somebody who sits on it may not know of it any more.
    case groupAboveMembers
    case aboveClearance
    case planAboveAudience(StrategyID)

    public var words: RefusalWords {
        switch self {
        case .noPlan: RefusalWords("no-plan", field: "plans", "Choose at least one plan.")
        case .tooManyPlans(let limit):
            RefusalWords("too-many-plans", field: "plans", "Choose at most \(limit.printed) plans for one pack.")
        case .unknownPlan(let plan):
            RefusalWords(
                "unknown-plan", field: "plans",
                "There was no plan \(plan.number) on this day. Choose one from the list.")
        case .title(let fault): fault.words("title", "the title")
        case .dayToCome(let today):
            RefusalWords("day-to-come", field: "as-at", "Enter a day up to today, \(today.printed).")
        case .beforeImport(let plan, let imported):
            RefusalWords(
                "before-import", field: "as-at",
                "Plan \(plan.number) was imported on \(imported.printed). Enter that day or a later one, or leave the plan out."
            )
        case .sinceToCome(let today):
            RefusalWords("since-to-come", field: "since", "Enter a day before today, \(today.printed).")
        case .sinceAfter(let asAt):
            RefusalWords(
                "since-after", field: "since",
                "Enter a day before \(asAt.printed), the day the pack shows, so that there is something to look back on."
            )
        case .noGroup: RefusalWords("no-group", field: "group", "Choose the group the pack is made for.")
        case .unknownGroup:
            RefusalWords(
                "unknown-group", field: "group", "There was no such group on this day. Choose one from the list.")
        case .groupDissolved(let day):
            RefusalWords(
                "group-dissolved", field: "group",
                "This group was dissolved on \(day.printed). Choose another, or another audience.")
        case .nobodySits:
            RefusalWords(
                "nobody-sits", field: "group",
                "Nobody sits on this group today. Add its members, or choose another audience.")
        case .groupReadsNoPlans(let count):
            RefusalWords(
                "group-reads-no-plans", field: "group",
                "\(count.counted("member")) of this group may not read plans. Ask an administrator for the role, or choose another audience."
            )
        case .groupAboveMembers:
            RefusalWords(
                "group-above-members", field: "group",
                "The group is marked higher than some of its members may see, or was since the day the pack shows. Put that right first, or choose another day or audience."
            )
        case .aboveClearance:
            RefusalWords(
                "above-clearance", field: "audience",
                "Choose an audience you are cleared for yourself: nobody issues what they may not see.")
        case .planAboveAudience(let plan):
            RefusalWords(
                "plan-above-audience", field: "audience",
                "Plan \(plan.number) is marked higher than this audience may see. Choose another audience, or leave the plan out."
            )
        }
    }
}

extension OrderPack {
    /// The order with everything filled in, or every problem at once.
    public func terms(in setting: PackSetting) -> Result<PackTerms, Refusals<PackRefusal>> {
        var refusals: [PackRefusal] = []
        let typed = TypedText(title, upTo: Self.longestTitle, .line, required: false)
        if let fault = typed.fault { refusals.append(.title(fault)) }
        let asAt = asAt ?? setting.today
        if asAt > setting.today { refusals.append(.dayToCome(today: setting.today)) }
        let (plans, planRefusals) = chosen(in: setting, on: asAt)
        refusals += planRefusals
        let (audience, audienceRefusals) = ceiling(in: setting)
        refusals += audienceRefusals
        if let audience {
            refusals += plans.filter { $0.strategy.marking > audience.ceiling }.map {
                .planAboveAudience($0.strategy.id)
            }
        }
        let look = lookingBack(from: asAt, plans, in: setting, ceiling: audience?.ceiling ?? .official)
        if let since {
            if since >= setting.today, setting.today <= asAt, !plans.allSatisfy({ $0.strategy.imported >= since }) {
                refusals.append(.sinceToCome(today: setting.today))
            } else if since > asAt || (since == asAt && !plans.allSatisfy { $0.strategy.imported >= since }) {
                refusals.append(.sinceAfter(asAt: asAt))
            }
        }
        return .decided(
            refusals,
            PackTerms(
                strategies: plans.map(\.strategy.id), title: typed.isEmpty ? Self.usualTitle : typed.text, asAt: asAt,
                since: look.day, sinceMeeting: look.meeting, audience: audience ?? .readers))
    }

    /// For whom it would be made; nil where the order names nobody who can be made a pack for.
    public func audience(in setting: PackSetting) -> PackAudience? { ceiling(in: setting).0 }

    /// The plans in their order, each once.
    private func chosen(in setting: PackSetting, on day: Day) -> ([PackSetting.KnownPlan], [PackRefusal]) {
        var refusals: [PackRefusal] = []
        var plans: [PackSetting.KnownPlan] = []
        for id in strategies where !plans.contains(where: { $0.strategy.id == id }) {
            guard let plan = setting.plans.first(where: { $0.strategy.id == id }) else {
                if !refusals.contains(.unknownPlan(id)) { refusals.append(.unknownPlan(id)) }
                continue
            }
            if plan.strategy.imported > day {
                refusals.append(.beforeImport(id, imported: plan.strategy.imported))
            }
            plans.append(plan)
        }
        if strategies.isEmpty { refusals.append(.noPlan) }
        if plans.count > Self.mostPlans { refusals.append(.tooManyPlans(limit: Self.mostPlans)) }
        return (plans, refusals)
    }

    /// What everybody in the audience may see. Of a group: what its least cleared member may, and never more than the
    /// author.
    private func ceiling(in setting: PackSetting) -> (PackAudience?, [PackRefusal]) {
        switch audience {
        case .readers: return (.readers, [])
        case .cleared:
            let highest = Marking.allCases.max() ?? .officialSensitive
            guard setting.author.clearance >= highest else { return (nil, [.aboveClearance]) }
            return (PackAudience(kind: .cleared, ceiling: highest), [])
        case .group:
            guard let group else { return (nil, [.noGroup]) }
            guard let group = setting.groups.first(where: { $0.id == group }) else { return (nil, [.unknownGroup]) }
            if let dissolved = group.dissolved { return (nil, [.groupDissolved(on: dissolved.on)]) }
            let ids = Set(group.members(on: setting.today).map(\.member))
            let sitting = setting.members.filter { ids.contains($0.id) && $0.isActive }
            guard !sitting.isEmpty else { return (nil, [.nobodySits]) }
            let without = sitting.count { !Policy.may(.readPlan, $0).isAllowed }
            guard without == 0 else { return (nil, [.groupReadsNoPlans(count: without)]) }
            let least = sitting.map(\.clearance).min() ?? .official
            let ceiling = min(least, setting.author.clearance)
            guard group.marking <= ceiling else { return (nil, [.groupAboveMembers]) }
            return (PackAudience(kind: .group, group: group.id, ceiling: ceiling), [])
        }
    }

    /// From which day on the pack tells: the day typed, the group's last meeting before the pack's day, the last close,
    /// the import.
    private func lookingBack(
        from asAt: Day, _ plans: [PackSetting.KnownPlan], in setting: PackSetting, ceiling: Marking
    ) -> (day: Day, meeting: MeetingID?) {
        if let since { return (since, nil) }
        if let group = setting.groups.first(where: { $0.id == group && $0.marking <= ceiling })?.id {
            let held = setting.meetings.filter {
                $0.group == group && $0.cancelled == nil && $0.day < asAt && $0.marking <= ceiling
            }
            if let last = held.max(by: { ($0.day, $0.id) < ($1.day, $1.id) }) { return (last.day, last.id) }
        }
        if let close = plans.compactMap(\.lastClose).filter({ $0 < asAt }).max() { return (close, nil) }
        return (plans.map(\.strategy.imported).min() ?? asAt, nil)
    }
}
