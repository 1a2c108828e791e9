import ArgumentParser
import Coordination
import Frameworks
import Partnership
import Vocabulary

struct MailGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Outgoing mail: look at what waits, send it.",
        subcommands: [MailList.self, MailSend.self])
}

struct MailList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The newest outgoing mail: to whom, when, and what became of it.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Option(help: "Only what is waiting, sent, failed or dropped.") var state: String?
    @Option(help: "At most so many.") var limit = 50
    @Flag(help: "As JSON.") var json = false

    func run() async throws {
        guard state == nil || chosen != nil else {
            throw ValidationError("Choose a state: \(MailState.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        try await store.house(.reading) { house in
            let member = try await who.member(in: house)
            let (mail, counts) = try await house.mail.list(by: member, in: chosen, limit: limit)
            let members = try await house.membership.members()
            let posts = Dictionary(members.map { ($0.id, $0.post) }, uniquingKeysWith: { first, _ in first })
            let lines = mail.map { Line($0, to: posts[$0.member] ?? "", house.clock) }
            if json { return try Output.json(lines) }
            for line in lines { Output.line(line.text) }
            let states = MailState.allCases.map { "\($0.rawValue) \((counts[$0] ?? 0).printed)" }
            Output.line(states.joined(separator: ", "))
        }
    }

    private var chosen: MailState? { state.flatMap(MailState.init(rawValue:)) }

    struct Line: Encodable {
        let number: Int
        let to: String
        let kind: String
        let created: String
        let state: String
        let problem: String?

        init(_ mail: OutgoingMail, to post: String, _ clock: Clock) {
            number = mail.number
            to = post
            kind = mail.step == 0 ? "asked" : "reminder \(mail.step)"
            created = clock.day(of: mail.created).iso
            state = mail.state.rawValue
            problem = mail.problem
        }

        var text: String {
            "\(number)  \(created)  \(state)  \(kind)  \(PlanReadTable.flat(to, 60))\(problem.map { "  \($0)" } ?? "")"
        }
    }
}

struct MailSend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Ask where a round is due to ask, and send the mail that waits.",
        discussion: "Cornerstone does this by itself while it runs; use it where it runs only now and then.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions

    func run() async throws {
        try await store.house(.writing) { house in
            let member = try await who.member(in: house)
            if case .denied(let sentence) = Policy.may(.sendMail, member) { throw DeskRefusal.notAllowed(sentence) }
            try await house.plans.askByRule(house.pack.reminders)
            let report = try await house.mail.deliver()
            Output.line(
                "Sent \(report.sent.printed), to be tried again \(report.waiting.printed), failed "
                    + "\(report.failed.printed), no longer needed \(report.dropped.printed).")
            if report.failed > 0 { throw ExitStatus.found }
        }
    }
}
