import ActionPlans
import ArgumentParser
import Coordination
import Partnership
import Reporting
import Vocabulary

struct RoundReopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Let the latest round, which has closed, take answers again, with the reason.")

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
            let command = ReopenRound(round: RoundID(round), closes: closes.day, reason: reason)
            _ = try await house.plans.perform(.reopenRound(command, strategy.id), by: member)
            Output.line("Round \(round) takes answers again and closes at the end of \(closes.day.printed).")
        }
    }
}

struct RoundWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take back a round that has not opened yet, with the reason.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The round's number.") var round: Int
    @Option(help: "Why.") var reason: String
    @Option(help: "The plan's number; may be left out where there is only one.") var plan: Int?

    func run() async throws {
        try await store.house(.writing) { house in
            let member = try await who.member(in: house)
            let moment = try await house.plans.moment()
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            let command = WithdrawRound(round: RoundID(round), reason: reason)
            _ = try await house.plans.perform(.withdrawRound(command, strategy.id), by: member)
            Output.line("Round \(round) was taken back. Nobody had been asked.")
        }
    }
}

struct RoundRemind: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remind", abstract: "Ask everybody who still owes an answer in a round once more.",
        discussion:
            "Each gets one mail for all their actions. Mail leaves with `cornerstone mail send`, or when Cornerstone runs."
    )

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The round's number.") var round: Int
    @Option(help: "The plan's number; may be left out where there is only one.") var plan: Int?

    func run() async throws {
        try await store.house(.writing) { house in
            let member = try await who.member(in: house)
            let moment = try await house.plans.moment()
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            _ = try await house.plans.perform(
                .remindRound(RemindRound(round: RoundID(round)), strategy.id), by: member)
            let after = try await house.plans.picture(
                of: strategy.id, Sight.of(member), at: try await house.plans.moment())
            let asked = after.plan.round(RoundID(round))?.reminders.last?.members.count ?? 0
            Output.line("\(asked.counted("mail")) \(asked == 1 ? "waits" : "wait") to be sent.")
        }
    }
}

struct RoundShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Who owed, who answered, who did not, in one round.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @OptionGroup var asAt: AsAtOption
    @Argument(help: "The round's number.") var round: Int
    @Option(help: "The plan's number; may be left out where there is only one.") var plan: Int?
    @Flag(help: "As JSON.") var json = false

    func run() async throws {
        let day = try asAt.day()
        try await store.house(.reading) { house in
            let member = try await who.member(in: house)
            let moment = try await house.plans.moment(asAt: day)
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            let sight = Sight.of(member)
            let picture = try await house.plans.picture(of: strategy.id, sight, at: moment)
            let answers = try await house.plans.answers(in: RoundID(round), of: picture, sight, at: moment)
            let report = RoundReport(
                answers, in: picture.plan, names: StaffNames(try await house.membership.members()))
            if json { try Output.json(report) } else { Output.write(report.text) }
        }
    }
}
