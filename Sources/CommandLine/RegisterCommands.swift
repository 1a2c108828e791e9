public import ActionPlans
public import ArgumentParser
import Coordination
import Partnership
public import Reporting
import Vocabulary

struct RegisterGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Registers of risks, issues, pilots and evidence gaps: list, show, add, review.",
        subcommands: [RegisterList.self, RegisterShow.self, RegisterAdd.self, RegisterReview.self])
}

/// `R-0001` as an argument.
struct ItemArgument: ExpressibleByArgument {
    let reference: RegisterReference

    init?(argument: String) {
        guard let reference = RegisterReference(argument) else { return nil }
        self.reference = reference
    }
}

extension RegisterKind: ExpressibleByArgument {}
extension RegisterFilter.State: ExpressibleByArgument {}
extension RegisterFilter.Due: ExpressibleByArgument {}

struct RegisterList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What stands in the registers, by what is due next; risks alone by their score.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Option(help: "risk, issue, pilot or evidence-gap; all four without it.") var kind: RegisterKind?
    @Option(help: "open, closed or all.") var state: RegisterFilter.State = .open
    @Option(help: "Only what belongs to this plan, by its number.") var plan: Int?
    @Option(help: "now: something is due; soon: within 30 days.") var due: RegisterFilter.Due?
    @Flag(help: "JSON for programs.") var json = false

    func run() async throws {
        try await store.house(.reading) { house in
            let sight = Sight.of(try await who.reader(of: .readRegisters, in: house))
            let moment = try await house.registers.moment()
            var filter = RegisterFilter()
            filter.kind = kind
            filter.state = state
            filter.strategy = plan.map { StrategyID($0) }
            filter.due = due
            let report = RegisterReport(
                filter.items(of: try await house.registers.items(sight, at: moment), on: moment.day), on: moment.day,
                at: moment.sequence, names: StaffNames(try await house.membership.members()),
                strategies: try await house.plans.strategies(sight, at: moment))
            if json { try Output.json(report) } else { Output.write(report.text) }
        }
    }
}

struct RegisterShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One item of the registers with its history.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The item's reference, such as R-0001.") var item: ItemArgument
    @Flag(help: "JSON for programs.") var json = false

    func run() async throws {
        try await store.house(.reading) { house in
            let sight = Sight.of(try await who.reader(of: .readRegisters, in: house))
            let moment = try await house.registers.moment()
            let found = try await house.registers.item(item.reference, sight, at: moment)
            let report = RegisterItemReport(
                found, try await house.registers.history(of: found.id, sight, at: moment), on: moment.day,
                names: StaffNames(try await house.membership.members()),
                strategies: try await house.plans.strategies(sight, at: moment), recordedOn: house.clock.day)
            if json { try Output.json(report) } else { Output.write(report.text) }
        }
    }
}

struct RegisterAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Record a risk, an issue, a pilot or an evidence gap.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "risk, issue, pilot or evidence-gap.") var kind: RegisterKind
    @Argument(help: "What may happen, what happened, what is tried, or the question.") var title: String
    @Option(help: "The plan it belongs to, by its number.") var plan: Int?
    @Option(help: "An action it bears on, such as AP-0001; once for each.") var action: [String] = []
    @Option(help: "E-mail address of the member who looks after it; vacant without it.") var owner: String?
    @Option(help: "The marking; the highest of what it is linked to without it.") var marking: Marking?
    @Option(help: "The day of the next review, YYYY-MM-DD.") var review: DayArgument?
    @Option(help: "Of a risk: its cause.") var cause: String?
    @Option(help: "Of a risk or an issue: its effect.") var effect: String?
    @Option(help: "Of a risk: how likely, 1 to 5.") var likelihood: Int = 0
    @Option(help: "Of a risk: how much it would matter, 1 to 5.") var impact: Int = 0
    @Option(help: "Of a risk: the mitigation; of an issue: what is being done.") var response: String?
    @Option(help: "Of a pilot: the site, in words.") var site: String = ""
    @Option(help: "Of a pilot: the day it begins.") var begins: DayArgument?
    @Option(help: "Of a pilot: the day it ends.") var ends: DayArgument?
    @Option(help: "Of a pilot: the day its evaluation is due; of a gap: the day the answer is.") var due: DayArgument?
    @Option(help: "Of an evidence gap: why it matters.") var why: String = ""
    @Option(help: "Of an evidence gap: what would fill it.") var fill: String?

    func run() async throws {
        let actions = try action.map { text in
            guard let id = ActionID(reference: text) else {
                throw ValidationError("Give actions by their reference, such as AP-0001.")
            }
            return id
        }
        let details = try details()
        try await store.house(.writing) { house in
            let member = try await who.member(in: house)
            var record = RegisterRecord(
                title: title, strategy: plan.map { StrategyID($0) }, actions: actions, review: review?.day,
                details: details)
            if let owner {
                guard let found = try await house.membership.member(email: owner) else { throw DeskRefusal.notFound }
                record.owner = found.id
            }
            let done = try await house.registers.perform(.open(OpenItem(record, marking: marking)), by: member)
            let reference = RegisterReference(kind, RegisterItemID(done.subject.number))
            Output.line("Recorded as \(reference.printed).")
        }
    }

    private func details() throws -> RegisterDetails {
        func day(_ argument: DayArgument?, _ option: String) throws -> Day {
            guard let argument else { throw ValidationError("Give \(option) as YYYY-MM-DD.") }
            return argument.day
        }
        switch kind {
        case .risk:
            return .risk(
                RiskDetails(cause: cause, effect: effect, likelihood: likelihood, impact: impact, mitigation: response))
        case .issue: return .issue(IssueDetails(effect: effect, response: response))
        case .pilot:
            return .pilot(
                PilotDetails(
                    site: site, begins: try day(begins, "--begins"), ends: try day(ends, "--ends"),
                    evaluationDue: try day(due, "--due")))
        case .evidenceGap:
            return .evidenceGap(GapDetails(why: why, fill: fill, due: try day(due, "--due")))
        }
    }
}

struct RegisterReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Record that somebody looked at an item, and when somebody looks again.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The item's reference, such as R-0001.") var item: ItemArgument
    @Option(help: "The day of the next review, YYYY-MM-DD.") var review: DayArgument
    @Option(help: "What changed; without it nothing did.") var changed: String?
    @Option(help: "Of a risk: how likely now, 1 to 5.") var likelihood: Int?
    @Option(help: "Of a risk: how much it would matter now, 1 to 5.") var impact: Int?

    func run() async throws {
        try await store.house(.writing) { house in
            let member = try await who.member(in: house)
            let moment = try await house.registers.moment()
            let found = try await house.registers.item(item.reference, Sight.of(member), at: moment)
            try await house.registers.perform(
                .review(
                    ReviewItem(
                        found.id, finding: changed == nil ? .noChange : .changed, note: changed ?? "",
                        review: review.day, likelihood: likelihood, impact: impact)), by: member,
                expecting: found.version)
            Output.line("The look at \(found.reference.printed) was recorded; the next is on \(review.day.printed).")
        }
    }
}

struct PlanThread: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thread",
        abstract:
            "The golden thread of a plan: what has no action, owner, date or measure, and what contradicts itself.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @OptionGroup var asAt: AsAtOption
    @Argument(help: "The plan's number; may be left out where there is only one.") var plan: Int?
    @Flag(help: "JSON for programs.") var json = false

    func run() async throws {
        let day = try asAt.day()
        try await store.house(.reading) { house in
            let member = try await who.member(in: house)
            let sight = Sight.of(member)
            let moment = try await house.plans.moment(asAt: day)
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            let report = GoldenThreadReport(
                try await house.plans.picture(of: strategy.id, sight, at: moment),
                settled: try await house.plans.settledFindings(of: strategy.id, sight, at: moment),
                names: StaffNames(try await house.membership.members()))
            if json { try Output.json(report) } else { Output.write(report.text) }
        }
    }
}
