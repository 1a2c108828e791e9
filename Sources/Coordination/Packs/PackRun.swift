public import ActionPlans
public import Partnership
import Reporting
import Vocabulary

/// One pack for each plan as files: long work, told step by step. All of them show the day the run was asked for.
public struct PackRun: Sendable {
    let desk: PackDesk
    let press: PaperPress
    let order: OrderPack
    /// Issues each; otherwise they are drafts.
    let isIssuing: Bool
    let format: ExportFormat
    let handOver: (@Sendable (JobFile) async throws -> Void)?

    /// - Parameter handOver: takes each file as soon as it is whole and, where packs are issued, issued. Without, the result
    ///   keeps them all.
    public init(
        desk: PackDesk, press: PaperPress, order: OrderPack, isIssuing: Bool, format: ExportFormat = .pdf,
        handOver: (@Sendable (JobFile) async throws -> Void)? = nil
    ) {
        self.desk = desk
        self.press = press
        self.order = order.pinned(to: desk.clock.today)
        self.isIssuing = isIssuing
        self.format = format
        self.handOver = handOver
    }

    /// What a run has made so far.
    private struct Made {
        var result = JobResult()
        var issued: [PackID] = []
        var files = 0
    }

    /// How often a pack is made anew where somebody writes while its paper is set.
    private static let attempts = 3

    /// The names of the files it would make.
    public func names(by member: Member) async throws -> [String] {
        try await desk.strategies(of: order, by: member).map(name)
    }

    private func name(_ strategy: StrategyID) -> String {
        "pack-plan-\(strategy.number)-\((order.asAt ?? desk.clock.today).iso).\(format.rawValue)"
    }

    /// Makes them one by one, each file before its pack is issued: what cannot be handed out is not issued.
    ///
    /// - Throws: `JobCutShort` where it ends after it has made something: that is kept, and what was issued stays issued.
    public func run(by member: Member, _ progress: JobProgress) async throws -> JobResult {
        let strategies = try await desk.strategies(of: order, by: member)
        guard handOver != nil || strategies.count <= JobDesk.Limits.files else { throw Self.tooMuch }
        var made = Made()
        do {
            for (index, strategy) in strategies.enumerated() {
                let before = made.issued.isEmpty ? "" : ". \(Self.issued(made.issued))"
                try await progress.at("Pack of plan \(strategy.number)\(before)", done: index, of: strategies.count)
                try await make(strategy, by: member, &made)
            }
        } catch {
            guard made.files > 0 || !made.issued.isEmpty else { throw error }
            throw JobCutShort(result: ending(made, isWhole: false), cause: error)
        }
        return ending(made, isWhole: true)
    }

    private func make(_ strategy: StrategyID, by member: Member, _ made: inout Made) async throws {
        var order = order
        order.strategies = [strategy]
        for attempt in 1...Self.attempts {
            let pack = try await desk.prepare(order, by: member, isDraft: !isIssuing)
            let file = JobFile(
                name: name(strategy), mediaType: format.mediaType,
                bytes: try await press.file(pack.paper, as: format, created: pack.terms.asAt))
            try Task.checkCancellation()
            guard handOver != nil || JobDesk.hasRoom(for: file, beside: made.result.files) else { throw Self.tooMuch }
            var id: PackID?
            if isIssuing {
                do {
                    let seen = PackSeen(edition: pack.edition, digest: pack.digest)
                    id = try await desk.issue(order, seen: seen, by: member).id
                } catch DeskRefusal.stale where attempt < Self.attempts {
                    continue
                }
            }
            if let id { made.issued.append(id) }
            try await desk.logExport(
                ExportMade(
                    strategies: [strategy], format: format,
                    moment: Moment(day: pack.terms.asAt, sequence: pack.sequence, isToday: false), rows: pack.actions,
                    marking: pack.paper.marking, pack: id), by: member)
            if let handOver { try await handOver(file) } else { made.result.files.append(file) }
            made.result.marking = max(made.result.marking, pack.paper.marking)
            made.files += 1
            return
        }
    }

    // MARK: Ending

    private static let tooMuch = DeskRefusal.unreadable(
        "More packs were asked for than one piece of long work keeps. Make the others with the command cornerstone pack make --all."
    )

    private func ending(_ made: Made, isWhole: Bool) -> JobResult {
        var result = made.result
        let drafts = "\(made.files.counted("pack")) made as \(format.printed) drafts; none was issued."
        if isWhole {
            result.sentence = isIssuing ? "\(Self.issued(made.issued)); each as \(format.printed)." : drafts
        } else if isIssuing {
            let isOne = made.issued.count == 1
            result.sentence =
                "Before that, \(Self.issued(made.issued, isOne ? "was " : "were ")). \(isOne ? "It stays" : "They stay") issued: look there before you begin it again."
        } else {
            result.sentence = "Before that, \(drafts)"
        }
        if !made.issued.isEmpty { result.link = "/packs" }
        return result
    }

    /// `3 packs issued, numbers 12 to 14`
    private static func issued(_ packs: [PackID], _ verb: String = "") -> String {
        let numbers = packs.map(\.number)
        guard let first = numbers.first, let last = numbers.last else { return "no pack \(verb)issued" }
        let names =
            if packs.count == 1 {
                "number \(first)"
            } else if last - first == packs.count - 1 {
                "numbers \(first) to \(last)"
            } else {
                "numbers \(numbers.dropLast().map(String.init).joined(separator: ", ")) and \(last)"
            }
        return "\(packs.count.counted("pack")) \(verb)issued, \(names)"
    }
}

extension OrderPack {
    /// Shows this day, where it names none: midnight may pass before the last pack is made.
    fileprivate func pinned(to today: Day) -> OrderPack {
        var order = self
        order.asAt = asAt ?? today
        return order
    }
}
