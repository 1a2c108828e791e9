import ActionPlans
import ArgumentParser
import Coordination
import Frameworks
import Partnership
import Reporting
import Vocabulary

struct PlanPrint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print", abstract: "The whole plan in one of the layouts of the framework pack.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, html }

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @OptionGroup var asAt: AsAtOption

    @Argument(help: "The plan's number; may be left out where there is only one.")
    var plan: Int?

    @Option(help: "The layout's name. Otherwise the one the plan came in.")
    var layout: String?

    @Option(help: "text, or html: a document of its own, to be printed or opened in a word processor.")
    var format: Format = .text

    func run() async throws {
        let day = try asAt.day()
        try await store.house(.reading) { house in
            let member = try await who.member(in: house)
            let sight = Sight.of(member)
            let moment = try await house.plans.moment(asAt: day)
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            let picture = try await house.plans.picture(of: strategy.id, sight, at: moment)
            let staff =
                moment.isToday
                ? try await house.membership.members() : try await house.membership.members(at: moment.sequence)
            let marking = picture.plan.actions.map(\.marking).reduce(picture.plan.strategy.marking, max)
            let paper = LayoutTable.paper(
                of: picture, layout: try chosen(house.pack, picture.plan), names: StaffNames(staff),
                words: StatusWords(house.pack), marking: marking)
            Output.write(format == .html ? PaperHTML.printed(paper) : PaperLines.text(paper))
        }
    }

    private func chosen(_ pack: FrameworkPack, _ plan: Plan) throws -> PlanLayout {
        guard let layout else { return pack.layout(of: plan) }
        if let found = pack.layout(named: layout) { return found }
        let names = pack.layouts.map(\.name).joined(separator: ", ")
        throw DeskRefusal.problems([
            RefusalWords(
                "not-a-layout", field: "layout",
                names.isEmpty
                    ? "Leave out --layout; the framework pack \(pack.name) has no layouts."
                    : "Give one of the layouts of the framework pack: \(names).")
        ])
    }
}
