import ActionPlans
import ArgumentParser
import Coordination
import Foundation
import Partnership
import Reporting
import Vocabulary

struct PlanStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Where a plan stands: counts, aims and objectives, what needs somebody.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @OptionGroup var asAt: AsAtOption

    @Argument(help: "The plan's number; may be left out where there is only one.")
    var plan: Int?

    @Flag(help: "JSON for programs.")
    var json = false

    func run() async throws {
        let day = try asAt.day()
        try await store.house(.reading) { house in
            let member = try await who.member(in: house)
            let moment = try await house.plans.moment(asAt: day)
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            let picture = try await house.plans.picture(of: strategy.id, Sight.of(member), at: moment)
            let working = try await house.membership.members(at: moment.sequence).working
            let report = PlanStatusReport(picture, working: working)
            if json {
                try Output.json(report)
            } else {
                Output.write(report.text(StatusWords(house.pack)))
            }
        }
    }
}

struct PlanShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Every action of a plan, or one action with its history.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @OptionGroup var asAt: AsAtOption

    @Argument(help: "The plan's number, or an action's reference such as AP-0001.")
    var what: String?

    @Flag(help: "JSON for programs.")
    var json = false

    func run() async throws {
        let day = try asAt.day()
        let action = what.flatMap { ActionID(reference: $0) }
        if let what, action == nil, Int(what) == nil {
            throw ValidationError("Give a plan's number, or an action's reference such as AP-0001.")
        }
        try await store.house(.reading) { house in
            let member = try await who.member(in: house)
            let names = StaffNames(try await house.membership.members())
            let words = StatusWords(house.pack)
            let moment = try await house.plans.moment(asAt: day)
            if let action {
                let report = try await report(action, house, member, names, words, moment)
                try put(report, report.text(words))
            } else {
                let strategy = try await StrategyChoice.choose(what.flatMap(Int.init), house, member, at: moment)
                let picture = try await house.plans.picture(of: strategy.id, Sight.of(member), at: moment)
                let report = PlanListReport(picture, names: names, words: words)
                try put(report, report.text(words))
            }
        }
    }

    private func report(
        _ action: ActionID, _ house: House, _ member: Member, _ names: StaffNames, _ words: StatusWords,
        _ moment: Moment
    ) async throws -> ActionReport {
        let sight = Sight.of(member)
        let picture = try await house.plans.picture(with: action, sight, at: moment)
        let history = try await house.plans.history(of: action, sight, at: moment)
        guard
            let report = ActionReport(
                action, in: picture, history: history, names: names, words: words, recordedOn: house.clock.day)
        else { throw DeskRefusal.notFound }
        return report
    }

    private func put(_ report: some Encodable, _ text: String) throws {
        if json { try Output.json(report) } else { Output.write(text) }
    }
}
