import ActionPlans
import Coordination
import Frameworks
import Partnership
import Vocabulary

/// The city's history: every deed of its members in the order in which it happens, done through the desks.
struct History {
    let house: House
    let hand: SettableClock
    let dates: CityDates
    let time: WorkingTime
    let cast: Cast
    let notes: Notes

    func live(_ strategies: [StrategyID], until now: Instant) async throws {
        let coordinator = try cast.member(CityMember.coordinator)
        let gatherings = Gatherings(house: house, dates: dates, time: time, cast: cast, strategies: strategies)
        var deeds = try departures() + askings(by: coordinator.id) + gatherings.deeds()
        for id in strategies {
            let picture = try await house.plans.picture(of: id, Sight.of(coordinator), at: house.plans.moment())
            deeds += rounds(of: id, by: coordinator.id)
            deeds += withdrawals(in: picture.plan, by: coordinator.id)
            for action in picture.plan.actions { deeds += story(of: action, in: picture.plan.strategy) }
        }
        let ordered = deeds.filter { $0.at < now }.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }
        for (_, deed) in ordered { try await perform(deed, gatherings) }
    }

    // MARK: Who does what

    private func story(of action: Action, in strategy: Strategy) -> [Deed] {
        guard action.retired == nil, action.promises.contains(where: { $0.settled != .withdrawn }) else { return [] }
        let withdrawn = Withdrawal.of(action.wording.text).map { $0.day(dates) }
        let line = Storyline(
            action: action, strategy: strategy, dates: dates, cast: cast, notes: notes, time: time,
            withdrawn: withdrawn)
        guard let withdrawn else { return line.deeds() }
        return line.deeds().filter { $0.at < time.at(withdrawn, minute: 0) }
    }

    private func rounds(of id: StrategyID, by coordinator: MemberID) -> [Deed] {
        dates.rounds.flatMap { round in
            let opening = Deed(
                at: time.at(round.opens, minute: 8 * 60 + id.number), by: coordinator,
                what: .plan(
                    .openRound(
                        OpenRound(
                            periodFrom: round.periodFrom, periodTo: round.periodTo, opens: round.opens,
                            closes: round.closes), id)))
            let extending = round.extended.map { later in
                Deed(
                    at: time.at(later.on, minute: 16 * 60 + id.number), by: coordinator,
                    what: .extendOpenRound(id, to: later.to, reason: "Two agencies asked for a week more."))
            }
            return [opening] + [extending].compactMap(\.self)
        }
    }

    private func withdrawals(in plan: Plan, by coordinator: MemberID) -> [Deed] {
        plan.actions.compactMap { action in
            guard let withdrawal = Withdrawal.of(action.wording.text) else { return nil }
            let successor = plan.actions.first { $0.wording.text.contains(withdrawal.successor) }?.id
            let command = WithdrawAction(action: action.id, reason: withdrawal.reason, successor: successor)
            return Deed(
                at: time.at(withdrawal.day(dates), minute: 15 * 60), by: coordinator,
                what: .plan(.withdrawAction(command)))
        }
    }

    /// Early on the days on which rounds remind.
    private func askings(by coordinator: MemberID) -> [Deed] {
        let reminders = house.pack.reminders
        return dates.rounds.flatMap { round in
            let closes = dates.lastDay(of: round)
            let days =
                reminders.beforeClosing.map { closes.adding(days: -$0) }
                + reminders.afterClosing.map { closes.adding(days: $0) }
            return days.map { Deed(at: time.at($0, minute: 6 * 60), by: coordinator, what: .programAsks) }
        }
    }

    /// One post falls vacant.
    private func departures() throws -> [Deed] {
        let leaver = try cast.member(CityMember.youngPeople).id
        let administrator = try cast.member(CityMember.administrator).id
        return [Deed(at: time.at(cast.youngPeopleLeaves, minute: 8 * 60), by: administrator, what: .leaves(leaver))]
    }

    // MARK: Doing it

    private func perform(_ deed: Deed, _ gatherings: Gatherings) async throws {
        hand.move(to: deed.at)
        guard let member = cast.member(deed.by) else { return }
        switch deed.what {
        case .plan(let command):
            try await house.plans.perform(command, by: member)
            if case .openRound = command { try await house.mail.deliver() }
        case .programAsks:
            try await house.plans.askByRule(house.pack.reminders)
            try await house.mail.deliver()
        case .formGroups: try await gatherings.formGroups(by: member)
        case .callBoard(let number, let day): try await gatherings.callBoard(number, on: day, by: member)
        case .holdBoard(let meeting, let number):
            try await gatherings.holdBoard(meeting, number: number, by: member)
        case .agreeMinutes(let meeting): try await gatherings.agreeMinutes(meeting, by: member)
        case .leaves(let leaver):
            try await house.membership.perform(.memberLeaves(MemberLeaves(member: leaver)), by: member)
        case .extendOpenRound(let id, let day, let reason):
            let picture = try await house.plans.picture(of: id, Sight.of(member), at: house.plans.moment())
            guard let round = picture.plan.openRound(on: house.clock.today) else { return }
            try await house.plans.perform(
                .extendRound(ExtendRound(round: round.id, closes: day, reason: reason), id), by: member)
        }
    }
}

/// An action that leaves the plan of the example city, replaced by another.
struct Withdrawal {
    let phrase: String
    let successor: String
    let reason: String
    /// Months after the city's history begins.
    let month: Int

    func day(_ dates: CityDates) -> Day {
        WorkingTime.onOrAfter(dates.base.adding(months: month).adding(days: 12))
    }

    static let all = [
        Withdrawal(
            phrase: "Test whether reports by text message", successor: "Answer every online report",
            reason: "The online form works on telephones; a second channel is not needed.", month: 7),
        Withdrawal(
            phrase: "Carry the decision out", successor: "Decide whether a drug-checking service",
            reason: "The board takes decision and delivery as one action.", month: 10),
    ]

    static func of(_ text: String) -> Withdrawal? { all.first { text.contains($0.phrase) } }
}
