public import ActionPlans
public import Coordination
public import Foundation
public import Partnership
public import Vocabulary

/// A plan of thousands of actions and tens of thousands of updates over three years, for measuring speed.
///
/// People join through the desk. The plan and its updates go to the register in the commands' own entries, a working
/// day at a time: through the desk every one of them would load the plan, which is what is to be measured later.
public struct LargePlan: Sendable {
    public let now: Instant
    public let actions: Int
    public let updates: Int
    /// The house that is filled must have been made with this clock.
    public let hand: SettableClock
    private let draw: Draw
    private let dates: CityDates
    private let time: WorkingTime

    static let leads = 40

    public init(seed: UInt64 = 2003, now: Instant, timeZone: TimeZone, actions: Int = 2_000, updates: Int = 40_000) {
        self.now = now
        self.actions = actions
        self.updates = updates
        draw = Draw(seed: seed)
        dates = CityDates(today: Clock(timeZone: timeZone) { now }.today, closed: 12)
        let still = Clock(timeZone: timeZone) { now }
        hand = SettableClock(still.end(of: dates.base.adding(days: -60)))
        time = WorkingTime(clock: hand.clock(timeZone: timeZone), draw: draw)
    }

    /// The clock to make the house with.
    public var clock: Clock { time.clock }

    /// Fills an empty house. The house is to be closed and opened again afterwards, so that its desks see the end.
    ///
    /// - Parameter register: the house's own.
    public func fill(_ house: House, register: any StrategyRegister) async throws -> LargeSummary {
        guard house.clock.now == hand.now else { throw ExampleCity.Fault.foreignClock }
        let members = try await people(house)
        let strategy = try await enter(register, members)
        try await live(strategy, register, house.keeping, members)
        hand.move(to: now)
        for member in members.filter({ $0.roles.contains(.reader) }) + members.prefix(2) {
            try await house.signIn.setPassword(ExampleCity.password, of: member.id)
        }
        let owned = (0..<actions).filter { $0 % Self.leads == 0 }.map { ActionID($0 + 1) }
        return LargeSummary(
            coordinator: members[0], reader: members.first { $0.roles.contains(.reader) } ?? members[0],
            writer: members[1],
            password: ExampleCity.password, strategy: strategy, actions: owned,
            twoYearsAgo: dates.today.adding(months: -24))
    }

    // MARK: People

    /// The coordinator, the leads, and one reader.
    private func people(_ house: House) async throws -> [Member] {
        hand.move(to: time.at(dates.base.adding(days: -40), minute: 9 * 60))
        let first = try await house.membership.setUp(
            FirstSetUp(
                partnership: "Large Partnership", agency: "Partnership Office", name: "Coordinator",
                post: "Coordinator", email: "coordinator@large.example"))
        for number in 1...Self.leads + 1 {
            let isReader = number > Self.leads
            let name = isReader ? "Reader" : "Lead \(number)"
            let details = MemberDetails(
                name: name, post: name, agency: first.agency,
                email: "\(name.lowercased().split(separator: " ").joined())@large.example",
                roles: isReader ? [.reader] : [.lead])
            try await house.membership.perform(.joinMember(JoinMember(details)), by: first)
        }
        return try await house.membership.members()
    }

    // MARK: The plan

    private func enter(_ register: any StrategyRegister, _ members: [Member]) async throws -> StrategyID {
        let day = dates.base.adding(days: -19)
        hand.move(to: time.at(day, minute: 10 * 60))
        let wording = LargeWording(draw: draw, base: dates.base)
        let command = ImportPlan(
            title: "Large plan", year: .financial, marking: .official,
            source: PlanSource(name: "large.csv", digest: Digest.hex(of: Array("large \(draw.seed)".utf8))),
            actions: (0..<actions).map { index in
                NewAction(
                    wording: wording.action(index, lead: "Lead \(index % Self.leads + 1)"),
                    updateOwner: members[index % Self.leads + 1].id)
            })
        let decided = command.decide(
            by: members[0], on: day, numbers: try await register.nextNumbers(), existing: [], members: members)
        let entry = try decided.get()
        try await register.append(
            [EntryDraft(author: .member(members[0].id), payload: entry)], expecting: [:], at: hand.now)
        return StrategyID(entry.subject.number)
    }

    // MARK: Three years

    private func live(
        _ strategy: StrategyID, _ register: any StrategyRegister, _ keeping: any Keeping, _ members: [Member]
    ) async throws {
        let first = dates.base
        let days = (first.number...dates.today.number).map(Day.init(number:)).filter { WorkingTime.onOrAfter($0) == $0 }
        var done = 0
        for (index, day) in days.enumerated() {
            for round in dates.rounds where WorkingTime.onOrAfter(round.opens) == day {
                try await open(round, of: strategy, on: day, register, keeping, members[0])
            }
            let until = updates * (index + 1) / days.count
            if until > done {
                hand.move(to: min(time.at(day, minute: 12 * 60), now))
                let drafts = (done..<until).map { draft($0, on: day, members) }
                try await register.append(drafts, expecting: [:], at: hand.now)
            }
            done = until
        }
    }

    private func open(
        _ round: CityDates.RoundDates, of strategy: StrategyID, on day: Day, _ register: any StrategyRegister,
        _ keeping: any Keeping, _ coordinator: Member
    ) async throws {
        hand.move(to: time.at(day, minute: 8 * 60))
        let head = try await keeping.head()?.sequence ?? .none
        guard let plan = try await register.plan(strategy, .program, at: head) else { return }
        let command = OpenRound(
            periodFrom: round.periodFrom, periodTo: round.periodTo, opens: round.opens, closes: dates.lastDay(of: round)
        )
        let number = try await register.nextNumbers().round
        let entry = try command.decide(in: plan, number: number, on: day).get()
        try await register.append(
            [EntryDraft(author: .member(coordinator.id), payload: entry)], expecting: [:], at: hand.now)
    }

    /// One update; the actions take turns, and in its turn about the middle of the history an action is completed,
    /// unless it is one of those that never are.
    private func draft(_ number: Int, on day: Day, _ members: [Member]) -> EntryDraft<PlanEntry> {
        let index = number % actions
        let turn = number / actions
        let owner = members[index % Self.leads + 1]
        let turns = max(1, updates / actions)
        let completes =
            draw.share("completed \(index)") < 0.4 && turn == turns / 4 + draw.whole(0...turns / 2, "turn \(index)")
        return EntryDraft(
            author: .member(owner.id),
            payload: .progressReported(
                ProgressReported(
                    action: ActionID(index + 1), on: day, happened: nil,
                    note: "Update \(turn + 1): \(LargeWording.progress[draw.whole(0...5, "note \(number)")])",
                    evidence: completes ? "Minutes of the delivery group, item \(index % 9 + 1)." : nil,
                    completes: completes ? [.init(promise: 1)] : [])))
    }
}

/// What was filled, and what a measurement needs to know of it.
public struct LargeSummary: Sendable {
    public let coordinator: Member
    public let reader: Member
    /// Owns `actions`.
    public let writer: Member
    public let password: String
    public let strategy: StrategyID
    public let actions: [ActionID]
    public let twoYearsAgo: Day
}
