import ActionPlans
import Coordination
import Foundation
import Frameworks
import Intake
import Partnership
import Tables
import Vocabulary

/// How the example city begins: its partnership, agencies and members, then its three plans, read from their files,
/// with update owners confirmed and old deadlines settled.
struct Founding {
    let house: House
    let hand: SettableClock
    let dates: CityDates
    let time: WorkingTime

    // MARK: People

    /// The partnership and everybody in it, two days before the first plan.
    func people() async throws -> Cast {
        let day = WorkingTime.onOrBefore(dates.imports[0].adding(days: -2))
        hand.move(to: time.at(day, minute: 9 * 60 + 10))
        let deputy = try CityMember.called(CityMember.deputy)
        let first = try await house.membership.setUp(
            FirstSetUp(
                partnership: ExampleCity.partnership, agency: CityAgency.all[0].name, name: deputy.post,
                post: deputy.post, email: deputy.email, timeZone: house.clock.timeZone.identifier))
        for (number, agency) in CityAgency.all.enumerated().dropFirst() {
            hand.move(to: time.at(day, minute: 9 * 60 + 20 + number))
            try await house.membership.perform(
                .joinAgency(JoinAgency(name: agency.name, short: agency.short)), by: first)
        }
        let agencies = try await house.membership.agencies()
        let shorts = Dictionary(
            uniqueKeysWithValues: agencies.map { agency in
                (agency.id, CityAgency.all.first { $0.name == agency.name }?.short ?? agency.name)
            })
        for (number, member) in CityMember.all.filter({ $0.post != deputy.post }).enumerated() {
            hand.move(to: time.at(day, minute: 10 * 60 + 2 * number))
            guard let agency = shorts.first(where: { $0.value == member.agency })?.key else { continue }
            try await house.membership.perform(
                .joinMember(
                    JoinMember(
                        MemberDetails(
                            name: member.post, post: member.post, agency: agency, email: member.email,
                            roles: member.roles, clearance: member.clearance))), by: first)
        }
        return Cast(
            members: try await house.membership.members(), agencies: shorts,
            youngPeopleLeaves: WorkingTime.onOrAfter(dates.base.adding(months: 7).adding(days: 23)))
    }

    // MARK: Plans

    /// Brings a plan in, confirms who reports on what, and settles most of what was past.
    func plan(_ file: PlanFile, on day: Day, cast: Cast) async throws -> StrategyID {
        let day = WorkingTime.onOrAfter(day)
        let coordinator = try cast.member(CityMember.coordinator)
        hand.move(to: time.at(day, minute: 10 * 60 + 12))
        let read = reading(file)
        let actions = read.actions.map { found in
            let people = cast.people(for: found.wording.leads)
            let isSensitive = Story.sensitive.contains { found.wording.text.contains($0) }
            return NewAction(
                wording: found.wording, marking: isSensitive ? .officialSensitive : nil, updateOwner: people.owner,
                contributing: people.contributing)
        }
        let performed = try await house.plans.perform(
            .importPlan(
                ImportPlan(
                    title: file.title, year: .financial, marking: .official, source: read.source, actions: actions)),
            by: coordinator)
        let strategy = StrategyID(performed.subject.number)
        try await confirm(strategy, on: day, by: coordinator)
        try await settle(strategy, on: WorkingTime.onOrAfter(day.adding(days: 5)), by: coordinator)
        return strategy
    }

    /// The city's files are part of the program, so they are read here and not in the cage that files from outside
    /// need; what is understood is the same.
    private func reading(_ file: PlanFile) -> ReadPlan {
        let blocks = DocumentReader.blocks(of: file.bytes, name: file.name)
        let source = PlanSource(name: file.name, digest: Digest.hex(of: file.bytes))
        return PlanReader(headings: house.pack.columnHeadings).read(blocks, source: source)
    }

    private func confirm(_ strategy: StrategyID, on day: Day, by coordinator: Member) async throws {
        hand.move(to: time.at(day, minute: 11 * 60 + 40))
        let assignments = try await actions(of: strategy, coordinator).compactMap { action in
            action.updateOwner.map {
                OwnersConfirmed.Assignment(
                    action: action.id, updateOwner: $0, contributing: action.contributing.sorted())
            }
        }
        try await house.plans.perform(
            .confirmOwners(ConfirmOwners(assignments: assignments), strategy), by: coordinator)
    }

    /// Each answer has its own note; what has no answer stays "not yet confirmed".
    private func settle(_ strategy: StrategyID, on day: Day, by coordinator: Member) async throws {
        let actions = try await actions(of: strategy, coordinator)
        for (number, settling) in Settling.all(base: dates.base).enumerated() {
            hand.move(to: time.at(day, minute: 14 * 60 + 9 * number))
            let picture = try await house.plans.picture(
                of: strategy, Sight.of(coordinator), at: house.plans.moment())
            let answers = SettleList.of(picture.plan, on: day).filter { item in
                actions.contains { $0.id == item.action && $0.wording.text.contains(settling.phrase) }
            }.map { SettleDeadlines.Answer(action: $0.action, promise: $0.promise, answer: settling.answer) }
            guard !answers.isEmpty else { continue }
            try await house.plans.perform(
                .settleDeadlines(SettleDeadlines(note: settling.note, answers: answers), strategy), by: coordinator)
        }
    }

    private func actions(of strategy: StrategyID, _ member: Member) async throws -> [Action] {
        try await house.plans.picture(of: strategy, Sight.of(member), at: house.plans.moment()).plan.actions
    }
}

/// What the coordinator answers to deadlines that were past when the plans came in.
struct Settling {
    let phrase: String
    let answer: SettleAnswer
    let note: String

    static func all(base: Day) -> [Settling] {
        [
            Settling(
                phrase: "Review how residential places are used", answer: .done,
                note: "Review published; the board noted it at its last meeting."),
            Settling(
                phrase: "Name a lead for drug strategy in the prison", answer: .done,
                note: "The governor has named the post and told all partners."),
            Settling(
                phrase: "Send the national standard", answer: .done,
                note: "Letter to all heads, kept by the schools service."),
            Settling(
                phrase: "Give take-home naloxone", answer: .delayAgreed(until: base.adding(months: 4).endOfMonth),
                note: "The prison waits for its new supply contract."),
            Settling(phrase: "Set up a mailbox", answer: .missed, note: "Not done yet; still wanted."),
            Settling(
                phrase: "Reprint the printed directory", answer: .withdrawn,
                note: "Replaced by the directory on the council's website."),
        ]
    }
}
