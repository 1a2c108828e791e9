import ActionPlans
import Coordination
import Partnership
import Vocabulary

@testable import Website

/// The commands of the desks, by the act the policy is asked about: what the matrix puts to every seat.
///
/// A new command adds itself under its act. An act that some form asks about and that stands nowhere here is a fault.
enum DeskCommands {
    private static let day = Day(number: 20_600)

    /// About one action.
    static let onActions: [Act: @Sendable (ActionID) -> PlanCommand] = [
        .reportProgress: { .reportProgress(ReportProgress(action: $0, note: "Note")) },
        .askDelay: { .askDelay(AskDelay(action: $0, promise: 1, newDay: day, reason: "Late")) },
        .rerouteAction: { .rerouteAction(RerouteAction(action: $0, to: MemberID(1))) },
        .decideDelay: { .decideDelay(DecideDelay(action: $0, promise: 1, agrees: true)) },
        .withdrawAction: { .withdrawAction(WithdrawAction(action: $0, reason: "Done elsewhere")) },
        .amendAction: {
            .amendAction(AmendAction(action: $0, wording: TypedWording(text: "Otherwise"), reason: "Decided"))
        },
        .correctEntry: { .correctEntry(CorrectEntry(action: $0, entry: JournalSequence(1), reason: "Mistaken")) },
    ]

    /// About one plan.
    static let onPlans: [Act: @Sendable (StrategyID) -> PlanCommand] = [
        .revisePlan: { .revisePlan(RevisePlan(source: TestCity.source("new"), added: [], changed: []), $0) },
        .confirmOwners: { .confirmOwners(ConfirmOwners(assignments: []), $0) },
        .openRound: { .openRound(OpenRound(periodFrom: day, periodTo: day, opens: day, closes: day), $0) },
        .extendRound: { .extendRound(ExtendRound(round: RoundID(1), closes: day, reason: "Late"), $0) },
        .settleDeadlines: { .settleDeadlines(SettleDeadlines(note: "", answers: []), $0) },
        .addAction: { .addAction(AddAction(wording: TypedWording(text: "One more")), $0) },
        .undoImport: { .undoImport(UndoImport(reason: "Mistaken"), $0) },
        .reopenRound: { .reopenRound(ReopenRound(round: RoundID(1), closes: day, reason: "Late"), $0) },
        .remindRound: { .remindRound(RemindRound(round: RoundID(1)), $0) },
        .settleFinding: { .settleFinding(SettleFinding(finding: "none", answer: .meantSo, note: "So"), $0) },
    ]

    /// About nothing that is there.
    static let onNothing: [Act: @Sendable () -> PlanCommand] = [
        .importPlan: {
            .importPlan(
                ImportPlan(
                    title: "", year: .financial, marking: .official, source: TestCity.source("other"), actions: []))
        },
        .handOverPost: {
            .handOverPost(HandOverPost(from: MemberID(1), to: MemberID(2), reason: "Moved"))
        },
    ]

    static let ofMembership: [Act: [MembershipCommand]] = [
        .changeSettings: [.namePartnership(NamePartnership(name: ""))],
        .manageAgencies: [.joinAgency(JoinAgency(name: ""))],
        .manageMembers: [
            .joinMember(JoinMember(MemberDetails(name: "", post: "", agency: AgencyID(9), email: "", roles: []))),
            .changeMember(
                ChangeMember(
                    member: MemberID(99),
                    details: MemberDetails(name: "", post: "", agency: AgencyID(9), email: "", roles: []))),
            .memberLeaves(MemberLeaves(member: MemberID(99))),
        ],
    ]

    /// What other desks do: put to them as it stands, so that it cannot be done even by those who may.
    static let ofOtherDesks: [Act: [@Sendable (House, Member) async throws -> Void]] = [
        .manageMembers: [{ house, member in _ = try await house.signIn.invite(MemberID(0), by: member) }],
        .issuePack: [
            { house, member in
                _ = try await house.packs.issue(
                    OrderPack(strategies: [StrategyID(RouteCases.nowhere)]), by: member)
            }
        ],
        .sendMail: [{ house, member in try await house.mail.tryAgain(RouteCases.nowhere, by: member) }],
    ]

    static var acts: Set<Act> {
        Set(onActions.keys).union(onPlans.keys).union(onNothing.keys).union(ofMembership.keys)
            .union(ofOtherDesks.keys)
            .union(ofMeetings(1).map(\.act)).union([.keepRegisters])
            // Stopping one's own long work and taking out a file: the matrix of routes asks them of every seat.
            .union([.readPlan, .readPacks])
    }
}

/// One command put to a desk by one seat, and what should come of it. Nothing is written: each is sent with a version
/// that never was.
struct DeskCase: Sendable {
    enum Outcome: String, Sendable, Equatable {
        /// The policy lets it through; it fails for its facts or its version.
        case letThrough
        case denied
        case notThere
        /// Something was written: never right here.
        case done
    }

    let name: String
    let seat: Seat
    /// One of these.
    let expected: Set<Outcome>
    let perform: @Sendable (House, Member) async throws -> Void

    static let neverWas = JournalSequence(999_999)

    /// What came of it, and everything that was said.
    func ask(_ house: House, _ member: Member) async -> (Outcome, said: String) {
        do {
            try await perform(house, member)
            return (.done, "")
        } catch {
            guard let refusal = error as? DeskRefusal else { return (.done, "\(error)") }
            return switch refusal {
            case .notAllowed(let sentence): (.denied, sentence)
            case .notFound: (.notThere, "")
            case .stale, .problems, .unreadable, .busy, .diskFull: (.letThrough, "\(refusal)")
            }
        }
    }

    static func all(_ city: TestCity, _ actions: [TestCity.Deed: Action]) throws -> [DeskCase] {
        try Seat.everywhere.filter { $0 != .nobody }.flatMap { seat in
            let member = try city.cast[seat]
            return onActions(seat, member, actions) + onPlans(seat, member, city) + others(seat, member)
                + onMeetings(seat, member) + onRegisters(seat, member)
        }
    }

    static func outcome(_ verdict: Verdict) -> Outcome { verdict.isAllowed ? .letThrough : .denied }

    private static func onActions(
        _ seat: Seat, _ member: Member, _ actions: [TestCity.Deed: Action]
    ) -> [DeskCase] {
        let sight = Sight.of(member)
        return DeskCommands.onActions.flatMap { act, make in
            (TestCity.Deed.allCases.map { ($0.rawValue, actions[$0]) } + [(RouteCases.nowhere, nil)]).map {
                number, action in
                var expected = Outcome.notThere
                if let action, sight.maySee(markedAs: action.marking) {
                    expected = outcome(
                        ActionPolicy.may(act, member, on: action, promise: act == .decideDelay ? 1 : nil))
                }
                let command = make(ActionID(number))
                return DeskCase(name: "\(act.rawValue) \(number) by \(seat.rawValue)", seat: seat, expected: [expected])
                {
                    try await $0.plans.perform(command, by: $1, expecting: neverWas)
                }
            }
        }
    }

    private static func onPlans(_ seat: Seat, _ member: Member, _ city: TestCity) -> [DeskCase] {
        let sight = Sight.of(member)
        return DeskCommands.onPlans.flatMap { act, make in
            [
                (city.plan, Marking.official), (city.closedPlan, .officialSensitive),
                (StrategyID(RouteCases.nowhere), nil),
            ]
            .map { plan, marking in
                let isSeen = marking.map { sight.maySee(markedAs: $0) } ?? false
                let command = make(plan)
                return DeskCase(
                    name: "\(act.rawValue) \(plan.number) by \(seat.rawValue)", seat: seat,
                    expected: [isSeen ? outcome(Policy.may(act, member)) : .notThere]
                ) { try await $0.plans.perform(command, by: $1, expecting: neverWas) }
            }
        }
    }

    private static func others(_ seat: Seat, _ member: Member) -> [DeskCase] {
        let free = DeskCommands.onNothing.map { act, make in
            let command = make()
            return DeskCase(
                name: "\(act.rawValue) by \(seat.rawValue)", seat: seat, expected: [outcome(Policy.may(act, member))]
            ) { try await $0.plans.perform(command, by: $1, expecting: neverWas) }
        }
        let further = DeskCommands.ofOtherDesks.flatMap { act, commands in
            commands.map { command in
                DeskCase(
                    name: "\(act.rawValue) elsewhere by \(seat.rawValue)", seat: seat,
                    expected: Policy.may(act, member).isAllowed ? [.letThrough, .notThere] : [.denied],
                    perform: command)
            }
        }
        return free + further
            + DeskCommands.ofMembership.flatMap { act, commands in
                commands.map { command in
                    DeskCase(
                        name: "\(act.rawValue) by \(seat.rawValue)", seat: seat,
                        expected: [outcome(Policy.may(act, member))]
                    ) { try await $0.membership.perform(command, by: $1, expecting: neverWas) }
                }
            }
    }
}
