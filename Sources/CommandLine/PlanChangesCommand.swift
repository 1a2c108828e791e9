import ArgumentParser
import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

struct PlanChangesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes",
        abstract: "What changed between two days: achieved, new, withdrawn, changed, later, recorded.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions

    @Argument(help: "The plan's number; may be left out where there is only one.")
    var plan: Int?

    @Option(help: "The first day, YYYY-MM-DD: compared from its end. Otherwise the last close, or the import.")
    var from: DayArgument?

    @Option(help: "The last day, YYYY-MM-DD. Otherwise today.")
    var to: DayArgument?

    @Flag(help: "JSON for programs.")
    var json = false

    func run() async throws {
        try await store.house(.reading) { house in
            let member = try await who.member(in: house)
            let strategy = try await StrategyChoice.choose(plan, house, member, at: try await house.plans.moment())
            let words = StatusWords(house.pack)
            let changes = try await house.plans.changes(
                of: strategy.id, Sight.of(member), from: from.map { .day($0.day) } ?? .lastClose, to: to?.day)
            let report = PlanChangesReport(
                changes, names: StaffNames(try await house.membership.members()), recordedOn: house.clock.day,
                words: words)
            if json {
                try Output.json(report)
            } else {
                Output.write(report.text(words))
            }
        }
    }
}
