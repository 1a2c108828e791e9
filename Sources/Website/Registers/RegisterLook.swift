import ActionPlans
import Coordination
import Partnership
import Reporting
import Vocabulary

/// The registers as one member sees them now: what every page of theirs is made from.
struct RegisterLook: Sendable {
    let visit: Visit
    let member: Member
    let sight: Sight
    let moment: Moment
    let staff: [Member]
    let strategies: [Strategy]

    var words: Words { visit.words }
    var names: StaffNames { StaffNames(staff) }
    var mayKeep: Bool { Policy.may(.keepRegisters, member).isAllowed }
    var desk: RegisterDesk { visit.house.registers }

    static func load(_ visit: Visit) async throws -> RegisterLook {
        let member = try visit.member()
        let sight = Sight.of(member)
        return RegisterLook(
            visit: visit, member: member, sight: sight, moment: try await visit.house.registers.moment(),
            staff: try await visit.house.membership.members(),
            strategies: try await visit.house.plans.strategies(sight, at: try await visit.house.plans.moment()))
    }

    func items() async throws -> [RegisterItem] { try await desk.items(sight, at: moment) }

    /// The item of the path.
    func item() async throws -> RegisterItem {
        guard let reference = RegisterReference(try visit.text("item")) else { throw PageError.notFound }
        return try await desk.item(reference, sight, at: moment)
    }

    func planTitle(_ id: StrategyID?) -> String? { strategies.first { $0.id == id }?.title }

    /// The frame of a page of the registers: its marking is the highest of what is on it.
    func frame(_ heading: String, marking: Marking, problems: [FieldProblem] = []) -> Frame {
        FrameMaker.frame(
            visit,
            .init(
                heading, section: words("registers.title"), area: .registers, marking: marking, problems: problems,
                source: words(
                    "registers.source",
                    ["day": moment.day.printed, "entry": Int(moment.sequence.number).printed])))
    }
}

extension RegisterItem {
    var path: String { "/registers/\(reference.printed)" }
}
