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
    public let keeping: any Keeping
    public let clock: Clock
    public let pack: FrameworkPack
    public let cage: ReaderCage
    /// Digests of packs, templates and styles, as `check` prints them.
    public let resourceDigests: [(name: String, digest: String)]
    private let closeStore: @Sendable () async throws -> Void

    /// - Parameter close: lets go of the store and its lock.
    public init(
        strategies: any StrategyRegister, members: any MemberRegister, signInRegister: any SignInRegister,
        drafts: any ImportDraftRegister, meetings: any MeetingRegister, keeping: any Keeping, clock: Clock,
        pack: FrameworkPack, cage: ReaderCage,
        hasher: PasswordHasher = PasswordHasher(), resourceDigests: [(name: String, digest: String)] = [],
        close: @escaping @Sendable () async throws -> Void = {}
    ) {
        let turn = WritingTurn()
        let plans = PlanDesk(register: strategies, members: members, keeping: keeping, clock: clock, turn: turn)
        self.plans = plans
        imports = ImportDesk(
            drafts: drafts, members: members, plans: plans, reading: PlanReading(cage: cage, pack: pack), clock: clock)
        membership = MembershipDesk(register: members, signIn: signInRegister, clock: clock, turn: turn)
        self.meetings = MeetingDesk(register: meetings, members: members, plans: plans, clock: clock, turn: turn)
        signIn = SignInDesk(register: signInRegister, members: members, hasher: hasher, clock: clock)
        self.keeping = keeping
        self.clock = clock
        self.pack = pack
        self.cage = cage
        self.resourceDigests = resourceDigests
        closeStore = close
    }

    public func close() async throws { try await closeStore() }
}
