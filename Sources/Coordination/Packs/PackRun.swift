public import ActionPlans
public import Partnership
import Reporting
import Vocabulary

/// One pack for each plan, as PDF files: long work, told step by step.
public struct PackRun: Sendable {
    let desk: PackDesk
    let press: PaperPress
    let order: OrderPack
    /// Issues each; otherwise they are drafts.
    let isIssuing: Bool
    let format: ExportFormat

    public init(
        desk: PackDesk, press: PaperPress, order: OrderPack, isIssuing: Bool, format: ExportFormat = .pdf
    ) {
        self.format = format
        self.desk = desk
        self.press = press
        self.order = order
        self.isIssuing = isIssuing
    }

    /// Makes them one by one. What was issued before it was cancelled stays issued.
    public func run(by member: Member, _ progress: JobProgress) async throws -> JobResult {
        let strategies = try await desk.strategies(of: order, by: member)
        var result = JobResult()
        var issued = 0
        for (index, strategy) in strategies.enumerated() {
            try await progress.at("Pack of plan \(strategy.number)", done: index, of: strategies.count)
            var one = order
            one.strategies = [strategy]
            let made: PackMade
            if isIssuing {
                let verdict = try await desk.verify(try await desk.issue(one, by: member))
                guard let again = verdict.made else { throw DeskRefusal.notFound }
                made = again
                issued += 1
            } else {
                made = try await desk.prepare(one, by: member, isDraft: true)
            }
            result.files.append(try await file(made, strategy))
            result.marking = max(result.marking, made.paper.marking)
            try await desk.logExport(
                ExportMade(
                    strategies: [strategy], format: format,
                    moment: Moment(day: made.terms.asAt, sequence: made.sequence, isToday: false), rows: made.actions,
                    marking: made.paper.marking), by: member)
        }
        result.sentence =
            isIssuing
            ? "\(issued.counted("pack")) issued, each as \(format.printed)."
            : "\(strategies.count.counted("pack")) made as \(format.printed) drafts; none was issued."
        if isIssuing { result.link = "/packs" }
        return result
    }

    private func file(_ made: PackMade, _ strategy: StrategyID) async throws -> JobFile {
        let day = made.terms.asAt
        do {
            return JobFile(
                name: "pack-plan-\(strategy.number)-\(day.iso).\(format.rawValue)", mediaType: format.mediaType,
                bytes: try await press.file(made.paper, as: format, created: day))
        } catch let refusal as PaperRefusal {
            throw DeskRefusal.unreadable(refusal.sentence)
        }
    }
}
