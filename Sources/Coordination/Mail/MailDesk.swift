import ActionPlans
public import Partnership
import Reporting
import Vocabulary

/// Outgoing mail: sends what waits, at least once and in order, and lets coordinators and administrators look at it.
///
/// A mail's text is made when it is sent, from the plan as it is then: who has answered meanwhile is not asked.
public actor MailDesk {
    private let register: any MailRegister
    private let members: any MemberRegister
    private let plans: PlanDesk
    private let keeping: any Keeping
    private let clock: Clock
    private let settings: MailSettings
    /// Mail becomes files in a folder of this machine, and nobody gets any.
    public nonisolated var isKeptHere: Bool { settings.carrier is OutboxCarrier }
    private let links: (any LeadLinkMaking)?
    private var isDelivering = false

    /// After so many tries a mail is given up until somebody presses "Try again": about four days.
    static let mostAttempts = 20
    /// After so many failures in a row the carrier is left alone until the next time.
    static let mostFailuresInARow = 3

    init(
        register: any MailRegister, members: any MemberRegister, plans: PlanDesk, keeping: any Keeping, clock: Clock,
        settings: MailSettings, links: (any LeadLinkMaking)?
    ) {
        self.register = register
        self.members = members
        self.plans = plans
        self.keeping = keeping
        self.clock = clock
        self.settings = settings
        self.links = links
    }

    // MARK: Sending

    /// Sends what waits and whose time has come. A mail to a member never overtakes an earlier one to the same member.
    @discardableResult
    public func deliver() async throws -> MailReport {
        var report = MailReport()
        guard let carrier = settings.carrier, !isDelivering else { return report }
        isDelivering = true
        defer { isDelivering = false }
        var held: Set<MemberID> = []
        var failures = 0
        for mail in try await register.waiting(limit: 1_000) where !held.contains(mail.member) {
            guard mail.nextTry <= clock.now, failures < Self.mostFailuresInARow else {
                held.insert(mail.member)
                continue
            }
            let after = await attempt(mail, carrier)
            try await register.update(after)
            report.count(after.state)
            failures = after.state == .waiting ? failures + 1 : 0
            if after.state == .waiting { held.insert(mail.member) }
        }
        return report
    }

    /// One try: the mail as it stands after it.
    private func attempt(_ mail: OutgoingMail, _ carrier: any MailCarrier) async -> OutgoingMail {
        var after = mail
        let now = clock.now
        do {
            switch try await letter(for: mail, at: try await plans.moment(), isToBeSent: true) {
            case .none(let why):
                after.state = .dropped
                after.problem = why
                return after
            case .letter(let letter, let member):
                (after.attempts, after.lastTry) = (mail.attempts + 1, now)
                try await carrier.carry(try message(letter, to: member, for: mail))
                (after.state, after.sentAt, after.problem) = (.sent, now, nil)
            }
        } catch MailFault.never(let problem) {
            (after.state, after.problem, after.lastTry) = (.failed, problem, now)
        } catch {
            let problem = if case MailFault.later(let sentence) = error { sentence } else { Self.notComposed }
            (after.attempts, after.lastTry, after.problem) = (mail.attempts + 1, now, problem)
            after.state = after.attempts >= Self.mostAttempts ? .failed : .waiting
            after.nextTry = now.adding(seconds: Self.delay(after: after.attempts))
        }
        return after
    }

    private static let notComposed = "The mail could not be put together. Look at the log of the program."

    /// Five minutes, doubled at each further try, at most six hours.
    static func delay(after attempts: Int) -> Int64 { min(300 << Int64(min(max(attempts, 1) - 1, 10)), 21_600) }

    // MARK: Putting together

    private enum Composed {
        case letter(RoundLetter, Member)
        /// There is nothing to send, with the reason.
        case none(String)
    }

    /// - Parameter isToBeSent: otherwise the link is left out; none is made for somebody who only looks.
    private func letter(
        for mail: OutgoingMail, at moment: Moment, isToBeSent: Bool
    ) async throws -> Composed {
        guard let member = try await members.member(mail.member), member.isActive else {
            return .none("The member has left, so nothing was sent.")
        }
        let sight = Sight.of(member)
        guard let strategy = mail.strategy, let round = mail.round,
            let picture = try await picture(of: strategy, sight, at: moment), let found = picture.plan.round(round)
        else { return .none("There is nothing the member may see, so nothing was sent.") }
        guard picture.plan.roundAfter(found) == nil else {
            return .none("A later round has been opened, so nothing was sent.")
        }
        let answers = try await plans.answers(in: round, of: picture, sight, at: moment)
        let shares = try await plans.shares(answers, in: picture.plan, step: mail.step)
        guard let share = shares.first(where: { $0.member == member.id }) else {
            return .none("Nothing waited for the member any more, so nothing was sent.")
        }
        let hasOwnLink = links != nil && found.accepts(on: moment.day)
        let link = isToBeSent ? try await link(in: round, of: strategy, to: member, isOwn: hasOwnLink) : Self.noLink
        let partnership = try await members.profile()?.name ?? ""
        func part(_ reason: RoundShare.Reason) -> RoundLetter.Part { Self.part(share[reason], in: picture.plan) }
        return .letter(
            RoundLetter(
                post: member.post, partnership: partnership, period: found.label, closes: found.closes,
                isClosed: answers.isClosed, step: mail.step, own: part(.owner), deputising: part(.deputy),
                accountable: part(.accountable), vacant: part(.vacant), link: link,
                isOwnLink: hasOwnLink, contact: settings.contact), member)
    }

    private func picture(of id: StrategyID, _ sight: Sight, at moment: Moment) async throws -> PlanPicture? {
        do {
            return try await plans.picture(of: id, sight, at: moment)
        } catch DeskRefusal.notFound {
            return nil
        }
    }

    /// References of what may be named in a mail; the rest is counted.
    private static func part(_ actions: [ActionID], in plan: Plan) -> RoundLetter.Part {
        var part = RoundLetter.Part()
        for id in actions {
            let marking = max(plan.action(id)?.marking ?? .officialSensitive, plan.strategy.marking)
            if marking == .official { part.references.append(id.reference) } else { part.unnamed += 1 }
        }
        return part
    }

    private static let noLink = "(link left out)"

    /// The member's own link while the round takes answers; otherwise the round's page, after signing in.
    private func link(
        in round: RoundID, of strategy: StrategyID, to member: Member, isOwn: Bool
    ) async throws -> String {
        if isOwn, let links { return try await links.link(for: member.id, round: round) }
        return "\(settings.publicAddress)/plans/\(strategy.number)/rounds/\(round.number)"
    }

    private func message(
        _ letter: RoundLetter, to member: Member, for mail: OutgoingMail
    ) throws(MailFault) -> MailMessage {
        try MailMessage(
            number: mail.number, id: mail.messageID, from: settings.from,
            fromName: letter.partnership.isEmpty ? "Cornerstone" : letter.partnership, to: member.email,
            toName: member.post, subject: letter.subject, text: letter.text, date: clock.now)
    }

    // MARK: Looking

    /// A page of the queue, newest first, with the counts of each state.
    public func list(
        by member: Member, in state: MailState? = nil, limit: Int = 50, offset: Int = 0
    ) async throws -> (mail: [OutgoingMail], counts: [MailState: Int]) {
        try Self.allow(.readMail, member)
        let (sight, keeper) = (Sight.of(member), Self.keeps(member))
        return (
            try await register.mail(sight, keeper: keeper, in: state, limit: limit, offset: offset),
            try await register.counts(sight, keeper: keeper)
        )
    }

    /// One mail, as far as the member may see it: its text only where they may read the plan.
    ///
    /// - Parameter inFull: the text with its link, where the carrier kept it: in the demonstration only.
    /// - Throws: `DeskRefusal.notFound` for a mail that is not there for this member.
    public func look(at number: Int, by member: Member, inFull: Bool = false) async throws -> MailLook {
        try Self.allow(.readMail, member)
        let sight = Sight.of(member)
        guard let mail = try await register.mail(number, sight, keeper: Self.keeps(member)) else {
            throw DeskRefusal.notFound
        }
        let reaches = try await reaches(mail, sight)
        guard reaches else { return MailLook(mail: mail, reachesPlan: false, subject: nil, text: nil, isInFull: false) }
        if inFull, mail.state == .sent, let kept = settings.carrier?.kept(number) {
            return MailLook(mail: mail, reachesPlan: true, subject: nil, text: kept, isInFull: true)
        }
        let moment = try await moment(of: mail)
        guard mail.state != .dropped,
            case .letter(let letter, _) = try await letter(for: mail, at: moment, isToBeSent: false)
        else { return MailLook(mail: mail, reachesPlan: true, subject: nil, text: nil, isInFull: false) }
        return MailLook(mail: mail, reachesPlan: true, subject: letter.subject, text: letter.text, isInFull: false)
    }

    /// Whether a member may read the plans a mail is about.
    public func reaches(_ mail: OutgoingMail, _ sight: Sight) async throws -> Bool {
        guard sight.seesPlans, let strategy = mail.strategy else { return sight.seesPlans }
        return try await plans.strategies(sight, at: try await plans.moment()).contains { $0.id == strategy }
    }

    /// What was sent was put together from the plan as it was then.
    private func moment(of mail: OutgoingMail) async throws -> Moment {
        guard let sent = mail.sentAt else { return try await plans.moment() }
        return Moment(day: clock.day(of: sent), sequence: try await keeping.sequence(asAt: sent), isToday: false)
    }

    // MARK: Acting

    /// Lets a mail that failed, or waits longer, be tried at the next sending.
    public func tryAgain(_ number: Int, by member: Member) async throws {
        try Self.allow(.sendMail, member)
        guard var mail = try await register.mail(number, Sight.of(member), keeper: Self.keeps(member)) else {
            throw DeskRefusal.notFound
        }
        guard mail.state == .failed || mail.state == .waiting else {
            throw DeskRefusal.problems([
                RefusalWords(
                    "not-to-be-tried", field: "mail",
                    "Send a reminder from the round's page instead: this mail was \(mail.state.rawValue) already.")
            ])
        }
        (mail.state, mail.attempts, mail.nextTry) = (.waiting, 0, clock.now)
        try await register.update(mail)
    }

    /// Forgets mail that was done with thirteen months ago.
    public func tidy() async throws { try await register.pruneMail(before: clock.now.adding(seconds: -34_214_400)) }

    private static func allow(_ act: Act, _ member: Member) throws {
        if case .denied(let sentence) = Policy.may(act, member) { throw DeskRefusal.notAllowed(sentence) }
    }

    /// Who keeps the installation running sees that every mail left, and nothing of a plan in it.
    private static func keeps(_ member: Member) -> Bool { member.roles.contains(.administrator) }
}

/// What a sending came to.
public struct MailReport: Sendable, Equatable {
    public private(set) var sent = 0
    public private(set) var waiting = 0
    public private(set) var failed = 0
    public private(set) var dropped = 0

    public init() {}

    mutating func count(_ state: MailState) {
        switch state {
        case .sent: sent += 1
        case .waiting: waiting += 1
        case .failed: failed += 1
        case .dropped: dropped += 1
        }
    }
}

/// One mail as a member may see it.
public struct MailLook: Sendable, Equatable {
    public let mail: OutgoingMail
    /// Whether they may read the plan it is about.
    public let reachesPlan: Bool
    public let subject: String?
    /// Nil where there is nothing to show, or nothing this member may see.
    public let text: String?
    /// With headers and link, as it was handed over.
    public let isInFull: Bool

    public init(mail: OutgoingMail, reachesPlan: Bool, subject: String?, text: String?, isInFull: Bool) {
        self.mail = mail
        self.reachesPlan = reachesPlan
        self.subject = subject
        self.text = text
        self.isInFull = isInFull
    }
}
