public import ActionPlans
public import Frameworks
public import Partnership
public import Vocabulary

/// The desks over one store: what a door works with.
public struct House: Sendable {
    public let plans: PlanDesk
    public let imports: ImportDesk
    public let membership: MembershipDesk
    public let meetings: MeetingDesk
    public let signIn: SignInDesk
    public let mail: MailDesk
    public let leadLinks: LeadLinkDesk
    public let visits: VisitDesk
    public let work: WorkDesk
    public let search: SearchDesk
    public let registers: RegisterDesk
    public let journal: JournalDesk
    public let heads: HeadDesk
    public let formDrafts: FormDraftDesk
    public let packs: PackDesk
    public let jobs: JobDesk
    public let columns: ColumnDesk
    public let keeping: any Keeping
    public let clock: Clock
    public let pack: FrameworkPack
    public let cage: ReaderCage
    /// Makes files of papers.
    public let press: PaperPress
    /// Digests of packs, templates and styles, as `check` prints them.
    public let resourceDigests: [(name: String, digest: String)]
    private let closeStore: @Sendable () async throws -> Void

    /// - Parameters:
    ///   - mailSettings: how mail leaves; without them it waits.
    ///   - frameworkDigest: of the framework pack as it stands on disk.
    ///   - close: lets go of the store and its lock.
    public init(
        strategies: any StrategyRegister, members: any MemberRegister, signInRegister: any SignInRegister,
        drafts: any ImportDraftRegister, formDrafts draftRegister: any FormDraftRegister,
        meetings meetingRegister: any MeetingRegister, registers itemRegister: any ItemRegister,
        packs packRegister: any PackRegister, mail mailRegister: any MailRegister,
        leadLinks linkRegister: any LeadLinkRegister, book: any JournalBook,
        jobs jobRegister: any JobRegister, columns columnRegister: any ColumnRegister,
        keeping: any Keeping, clock: Clock, pack: FrameworkPack, cage: ReaderCage,
        press: PaperPress = PaperPress(tools: PaperTools.found(pdfWriter: nil)),
        signingKey: SigningKeyFile = SigningKeyFile(path: nil), hasher: PasswordHasher = PasswordHasher(),
        mailSettings: MailSettings = MailSettings(), frameworkDigest: String = "",
        resourceDigests: [(name: String, digest: String)] = [],
        close: @escaping @Sendable () async throws -> Void = {}
    ) {
        let turn = WritingTurn()
        let plans = PlanDesk(register: strategies, members: members, keeping: keeping, clock: clock, turn: turn)
        self.plans = plans
        let columns = ColumnDesk(register: columnRegister, members: members, clock: clock)
        self.columns = columns
        imports = ImportDesk(
            drafts: drafts, members: members, columns: columns, plans: plans,
            reading: PlanReading(cage: cage, pack: pack), clock: clock)
        membership = MembershipDesk(
            register: members, signIn: signInRegister, formDrafts: draftRegister, clock: clock, turn: turn,
            leadLinks: linkRegister)
        formDrafts = FormDraftDesk(register: draftRegister, clock: clock)
        jobs = JobDesk(register: jobRegister, members: members, clock: clock)
        signIn = SignInDesk(register: signInRegister, members: members, hasher: hasher, clock: clock)
        leadLinks = LeadLinkDesk(register: linkRegister, members: members, plans: plans, clock: clock)
        mail = MailDesk(
            register: mailRegister, members: members, plans: plans, keeping: keeping, clock: clock,
            settings: mailSettings,
            links: mailSettings.links ?? MailedLinks(leadLinks, publicAddress: mailSettings.publicAddress))
        visits = VisitDesk(register: signInRegister, plans: plans)
        work = WorkDesk(plans: plans, visits: visits)
        let registers = RegisterDesk(
            register: itemRegister, members: members, plans: plans, keeping: keeping, clock: clock, turn: turn)
        self.registers = registers
        let meetings = MeetingDesk(
            register: meetingRegister, members: members, plans: plans, clock: clock, turn: turn
        ) { sight, moment in try await registers.due(sight, at: moment).map(DueItem.init) }
        self.meetings = meetings
        packs = PackDesk(
            register: packRegister, members: members, plans: plans, meetings: meetings, keeping: keeping, clock: clock,
            framework: pack, frameworkDigest: frameworkDigest, turn: turn)
        search = SearchDesk(sources: [
            ActionSearch(plans: plans, members: members), UpdateSearch(plans: plans), StrategySearch(plans: plans),
            DecisionSearch(meetings: meetings), MeetingSearch(meetings: meetings),
            RegisterSearch(registers: registers), MemberSearch(members: members),
        ])
        journal = JournalDesk(book: book, keeping: keeping, clock: clock)
        heads = HeadDesk(keeping: keeping, members: members, key: signingKey)
        self.keeping = keeping
        self.clock = clock
        self.pack = pack
        self.cage = cage
        self.press = press
        self.resourceDigests = resourceDigests
        closeStore = close
    }

    /// Stops what is still worked on, and lets go of the store.
    public func close() async throws {
        await jobs.stop()
        try await closeStore()
    }
}
