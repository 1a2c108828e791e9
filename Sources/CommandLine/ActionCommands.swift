import ActionPlans
import ArgumentParser
import Coordination
import Partnership
import Vocabulary

struct ActionGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "action", abstract: "Single actions of a plan: add, amend, correct a mistaken entry.",
        subcommands: [ActionAdd.self, ActionAmend.self, ActionCorrect.self])
}

/// An action in an argument, written AP-0001.
struct ActionArgument: ExpressibleByArgument {
    let action: ActionID

    init?(argument: String) {
        guard let action = ActionID(reference: argument) else { return nil }
        self.action = action
    }
}

struct ActionAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an action to a plan that is here.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The plan's number; may be left out where there is only one.") var plan: Int?
    @Option(help: "What will be done.") var text: String
    @Option(help: "By when, in words: \"By end March 2027\".") var timescale: String?
    @Option(help: "A lead as it is printed; once for each.") var lead: [String] = []
    @Option(help: "Measure of progress.") var measure: String?
    @Option(help: "An action that stands in the same part of the plan, such as AP-0001.") var beside: ActionArgument?
    @Option(help: "E-mail address of the update owner; vacant without it.") var updateOwner: String?
    @Option(help: "The number of the meeting that decided on it.") var meeting: Int?
    @Flag(help: "The places that may name a person were looked at and may stay.") var personalTextConfirmed = false

    func run() async throws {
        try await store.house(.writing) { house in
            let member = try await who.member(in: house)
            let moment = try await house.plans.moment()
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            let picture = try await house.plans.picture(of: strategy.id, Sight.of(member), at: moment)
            var owner: MemberID?
            if let updateOwner {
                guard let found = try await house.membership.member(email: updateOwner) else {
                    Output.complain("No member has the address \(updateOwner).")
                    throw ExitStatus.noInput
                }
                owner = found.id
            }
            let path = beside.flatMap { picture.plan.action($0.action) }?.wording.path ?? []
            let performed = try await house.plans.perform(
                .addAction(
                    AddAction(
                        wording: TypedWording(
                            path: path, text: text, leads: lead, measure: measure ?? "", timescale: timescale ?? ""),
                        updateOwner: owner, meeting: meeting.map { MeetingID($0) },
                        isScreeningConfirmed: personalTextConfirmed), strategy.id), by: member,
                expecting: strategy.version)
            Output.line(
                "Added as \(ActionID(performed.subject.number).reference), journal entry \(performed.sequence).")
        }
    }
}

struct ActionAmend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend",
        abstract: "Word an action anew; what is left out stays. Without --enter it only shows what would change.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The action, such as AP-0001.") var action: ActionArgument
    @Option(help: "What will be done.") var text: String?
    @Option(help: "By when, in words.") var timescale: String?
    @Option(help: "A lead as it is printed; once for each, and they replace those that stand.") var lead: [String] = []
    @Option(help: "Measure of progress.") var measure: String?
    @Option(help: "Why.") var reason: String
    @Flag(help: "Enter it.") var enter = false
    @Flag(help: "The places that may name a person were looked at and may stay.") var personalTextConfirmed = false

    func run() async throws {
        try await store.house(enter ? .writing : .reading) { house in
            let member = try await who.member(in: house)
            let moment = try await house.plans.moment()
            let picture = try await house.plans.picture(with: action.action, Sight.of(member), at: moment)
            guard let found = picture.plan.action(action.action) else { throw DeskRefusal.notFound }
            var typed = TypedWording(found.wording)
            typed.text = text ?? typed.text
            typed.timescale = timescale ?? typed.timescale
            typed.measure = measure ?? typed.measure
            if !lead.isEmpty { typed.leads = lead }
            let command = AmendAction(
                action: found.id, wording: typed, reason: reason, isScreeningConfirmed: personalTextConfirmed)
            if let amendment = command.amendment(in: picture.plan, on: moment.day) {
                for change in amendment.changes {
                    Output.line(
                        "\(change.what): \(PlanReadTable.flat(change.old ?? "nothing", 200)) -> "
                            + PlanReadTable.flat(change.new ?? "nothing", 200))
                }
                for promise in amendment.promises {
                    Output.line("Commitment \(promise.number): \(promise.commitment.understoodAs)")
                }
            }
            guard enter else {
                _ = try await house.plans.foresee(.amendAction(command), by: member)
                Output.line("Nothing was entered. Say --enter to enter it.")
                return
            }
            let performed = try await house.plans.perform(
                .amendAction(command), by: member, expecting: found.version)
            Output.line("\(found.id.reference) was amended, journal entry \(performed.sequence).")
        }
    }
}

struct ActionCorrect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Take back a mistaken entry about an action; both entries stay.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The action, such as AP-0001.") var action: ActionArgument
    @Argument(help: "The number of the mistaken entry, as the action's history shows it.") var entry: Int64
    @Option(help: "What was mistaken.") var reason: String

    func run() async throws {
        try await store.house(.writing) { house in
            let member = try await who.member(in: house)
            let performed = try await house.plans.perform(
                .correctEntry(
                    CorrectEntry(action: action.action, entry: JournalSequence(entry), reason: reason)), by: member)
            Output.line("Entry \(entry) was corrected by journal entry \(performed.sequence).")
        }
    }
}

struct PlanUndoImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo-import",
        abstract: "Undo the last import or revision of a plan as one unit, while nobody has built on it.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The plan's number; may be left out where there is only one.") var plan: Int?
    @Option(help: "Why.") var reason: String

    func run() async throws {
        try await store.house(.writing) { house in
            let member = try await who.member(in: house)
            let moment = try await house.plans.moment()
            let strategy = try await StrategyChoice.choose(plan, house, member, at: moment)
            let performed = try await house.plans.perform(
                .undoImport(UndoImport(reason: reason), strategy.id), by: member, expecting: strategy.version)
            Output.line("The import was undone by journal entry \(performed.sequence).")
        }
    }
}
