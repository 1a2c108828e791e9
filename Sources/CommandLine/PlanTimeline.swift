import ActionPlans
public import ArgumentParser
import Charts
import Coordination
import Partnership
public import Reporting
import Vocabulary

extension TimelineGrouping: ExpressibleByArgument {}

struct PlanTimeline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "When the commitments of a plan open and fall due, as a table, a drawing or data.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, svg, csv, json }

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @OptionGroup var asAt: AsAtOption

    @Argument(help: "The plan's number; may be left out where there is only one.")
    var plan: Int?

    @Option(help: "What the rows stand under.")
    var rows: TimelineGrouping = .aim

    @Option(help: "A table of text, one drawing of the whole plan, CSV, or JSON for programs.")
    var format: Format = .text

    func run() async throws {
        let day = try asAt.day()
        try await store.house(.reading) { house in
            let member = try await who.member(in: house)
            let moment = try await house.plans.moment(asAt: day)
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            let picture = try await house.plans.picture(of: strategy.id, Sight.of(member), at: moment)
            let report = TimelineReport(picture, by: rows, words: StatusWords(house.pack))
            switch format {
            case .text: Output.line(report.text)
            case .csv: Output.write(report.csv)
            case .json: try Output.json(report)
            case .svg:
                // As a file there is no sheet to fit: one drawing as long as the plan.
                for drawing in report.timeline().figure(name: "timeline", on: .screen.high(10_000_000)).drawings {
                    Output.line(drawing.svg)
                }
            }
        }
    }
}
