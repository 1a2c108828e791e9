import ActionPlans
import ArgumentParser
import Coordination
import Frameworks
import Partnership
import Vocabulary

struct RoundGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "round", abstract: "Reporting rounds of a plan: list, look at, open, extend, reopen, remind.",
        subcommands: [
            RoundList.self, RoundShow.self, RoundOpen.self, RoundExtend.self, RoundReopen.self, RoundWithdraw.self,
            RoundRemind.self,
        ])
}

/// A day in an option, written YYYY-MM-DD.
struct DayArgument: ExpressibleByArgument {
    let day: Day

    init?(argument: String) {
        guard let day = Day(iso: argument) else { return nil }
        self.day = day
    }
}

struct RoundList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The rounds of a plan.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The plan's number; may be left out where there is only one.") var plan: Int?

    func run() async throws {
        try await store.house(.reading) { house in
            let member = try await who.member(in: house)
            let moment = try await house.plans.moment()
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            let picture = try await house.plans.picture(of: strategy.id, Sight.of(member), at: moment)
            if picture.plan.rounds.isEmpty { Output.line("No round has been opened yet.") }
            for round in picture.plan.rounds {
                let state =
                    round.isClosed(on: moment.day) ? "closed" : round.accepts(on: moment.day) ? "open" : "to come"
                let owing = picture.plan.owed[round.id]?.count ?? 0
                Output.line(
                    "\(round.id.number)  \(round.label): \(round.opens.printed) to \(round.closes.printed), \(state), \(owing) owed"
                )
            }
        }
    }
}

struct RoundOpen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open the next round; days that are left out are proposed by the pack's cycle.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The plan's number; may be left out where there is only one.") var plan: Int?
    @Option(help: "First day of the period, YYYY-MM-DD.") var from: DayArgument?
    @Option(help: "Last day of the period, YYYY-MM-DD.") var to: DayArgument?
    @Option(help: "First day answers are taken, YYYY-MM-DD.") var opens: DayArgument?
    @Option(help: "Last day answers are taken, YYYY-MM-DD.") var closes: DayArgument?

    func run() async throws {
        try await store.house(.writing) { house in
            let member = try await who.member(in: house)
            let moment = try await house.plans.moment()
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            let picture = try await house.plans.picture(of: strategy.id, Sight.of(member), at: moment)
            let proposal = RoundProposal.next(
                for: picture.plan, on: moment.day, cycle: house.pack.cycle, closingDays: house.pack.closingDays)
            let command = OpenRound(
                periodFrom: from?.day ?? proposal.periodFrom, periodTo: to?.day ?? proposal.periodTo,
                opens: opens?.day ?? proposal.opens, closes: closes?.day ?? proposal.closes)
            let performed = try await house.plans.perform(
                .openRound(command, strategy.id), by: member, expecting: strategy.version)
            Output.line(
                "Round \(performed.subject.number) is open from \(command.opens.printed) to \(command.closes.printed).")
        }
    }
}

struct RoundExtend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "Give an open round another closing day, with the reason.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The round's number.") var round: Int
    @Option(help: "The new closing day, YYYY-MM-DD.") var closes: DayArgument
    @Option(help: "Why.") var reason: String
    @Option(help: "The plan's number; may be left out where there is only one.") var plan: Int?

    func run() async throws {
        try await store.house(.writing) { house in
            let member = try await who.member(in: house)
            let moment = try await house.plans.moment()
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            let command = ExtendRound(round: RoundID(round), closes: closes.day, reason: reason)
            _ = try await house.plans.perform(.extendRound(command, strategy.id), by: member)
            Output.line("Round \(round) now closes at the end of \(closes.day.printed).")
        }
    }
}
