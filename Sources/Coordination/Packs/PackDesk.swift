public import ActionPlans
public import Frameworks
public import Partnership
public import Vocabulary

/// Packs and files that leave the house: made for whom they are meant, issued with their digests, made again to be
/// compared, and logged when they are taken out.
public struct PackDesk: Sendable {
    let register: any PackRegister
    let members: any MemberRegister
    let plans: PlanDesk
    let meetings: MeetingDesk
    let keeping: any Keeping
    let clock: Clock
    let framework: FrameworkPack
    let frameworkDigest: String
    let turn: WritingTurn

    /// - Parameter frameworkDigest: of the framework pack as it stands on disk; written into every pack that is issued.
    public init(
        register: any PackRegister, members: any MemberRegister, plans: PlanDesk, meetings: MeetingDesk,
        keeping: any Keeping, clock: Clock, framework: FrameworkPack, frameworkDigest: String,
        turn: WritingTurn = WritingTurn()
    ) {
        self.register = register
        self.members = members
        self.plans = plans
        self.meetings = meetings
        self.keeping = keeping
        self.clock = clock
        self.framework = framework
        self.frameworkDigest = frameworkDigest
        self.turn = turn
    }

    /// The last entry there is. Packs and exports leave the pictures of plans as they are, so the moment of a plan's page
    /// may be earlier.
    func head() async throws -> JournalSequence { try await keeping.head()?.sequence ?? .none }

    // MARK: Taking out

    /// Writes down that a member took plans, or a pack, out as a file. Done before the first byte is sent.
    ///
    /// - Throws: `DeskRefusal`.
    @discardableResult
    public func logExport(_ export: ExportMade, by member: Member) async throws -> Performed {
        let act: Act = export.pack == nil ? .readPlan : .readPacks
        if case .denied(let sentence) = Policy.may(act, member) { throw DeskRefusal.notAllowed(sentence) }
        return try await turn.run {
            let now = clock.now
            let numbers = try await register.nextNumbers()
            let facts = PlanExported(
                export: numbers.export, strategies: export.strategies, format: export.format, asAt: export.moment.day,
                sequence: export.moment.sequence, rows: export.rows, isFiltered: export.isFiltered,
                marking: export.marking, pack: export.pack, on: clock.day(of: now))
            return try await append(.planExported(facts), by: member, at: now)
        }
    }

    /// What was taken out, newest first, as far as a member may see it.
    public func exports(_ sight: Sight, limit: Int) async throws -> [LoggedExport] {
        try await register.exports(sight, at: try await head(), limit: limit)
    }

    /// The pictures of plans stay: nothing in them has changed.
    func append(_ entry: PackEntry, by member: Member, at now: Instant) async throws -> Performed {
        do {
            let sequence = try await register.append(
                [EntryDraft(author: .member(member.id), payload: entry)], expecting: [entry.subject: .none], at: now)
            return Performed(sequence: sequence, subject: entry.subject)
        } catch let stale as StaleVersion {
            throw DeskRefusal.stale(stale)
        } catch KeepingRefusal.diskFull {
            throw DeskRefusal.diskFull
        }
    }
}

/// What is taken out of the house as a file.
public struct ExportMade: Hashable, Sendable {
    public var strategies: [StrategyID]
    public var format: ExportFormat
    /// The moment the file shows.
    public var moment: Moment
    /// How many actions stand in it.
    public var rows: Int
    /// Only what passed a filter, not every action in sight.
    public var isFiltered: Bool
    /// The highest marking of anything in it.
    public var marking: Marking
    /// The issued pack it is, if it is one.
    public var pack: PackID?

    public init(
        strategies: [StrategyID], format: ExportFormat, moment: Moment, rows: Int, isFiltered: Bool = false,
        marking: Marking, pack: PackID? = nil
    ) {
        self.strategies = strategies
        self.format = format
        self.moment = moment
        self.rows = rows
        self.isFiltered = isFiltered
        self.marking = marking
        self.pack = pack
    }
}
