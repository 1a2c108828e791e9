public import Partnership
public import Vocabulary

/// Notes when each member was last here, so that "changed since my last visit" has something to compare with.
///
/// A visit ends with a pause of half an hour. The store is written to when a visit begins and every few minutes of it;
/// a crash makes the pause look longer by those minutes and loses nothing else.
public actor VisitDesk {
    private let register: any SignInRegister
    private let plans: PlanDesk
    private var known: [MemberID: (visit: LastVisit, written: Instant)] = [:]

    /// How long a visit may go on without being written down, in seconds.
    static let writeEvery: Int64 = 5 * 60

    init(register: any SignInRegister, plans: PlanDesk) {
        self.register = register
        self.plans = plans
    }

    /// Notes a request of a member, and says what to compare with during this visit.
    @discardableResult
    public func note(_ member: MemberID) async throws -> LastVisit {
        let now = plans.clock.now
        let head = try await plans.moment().sequence
        let stored: LastVisit?
        if let held = known[member] { stored = held.visit } else { stored = try await register.lastVisit(of: member) }
        // Another request of the same member may have been faster.
        let before = known[member]?.visit ?? stored
        let visit =
            before?.requested(at: now, head)
            ?? LastVisit(member: member, since: nil, sinceAt: nil, seen: head, seenAt: now)
        let isNew = before == nil || visit.since != before?.since || visit.sinceAt != before?.sinceAt
        let written = known[member]?.written ?? before?.seenAt
        let mustWrite = isNew || written.map { now >= $0.adding(seconds: Self.writeEvery) } ?? true
        known[member] = (visit, mustWrite ? now : written ?? now)
        if mustWrite { try await register.keepVisit(visit) }
        return visit
    }

    /// What to compare with during this visit, without counting as a request.
    public func visit(of member: MemberID) async throws -> LastVisit? {
        if let held = known[member] { return held.visit }
        return try await register.lastVisit(of: member)
    }
}
