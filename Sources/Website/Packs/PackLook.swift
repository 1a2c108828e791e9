import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Reporting
import Vocabulary

/// What every page about packs is made from: who asks, and what they may see, now.
struct PackLook: Sendable {
    let visit: Visit
    let member: Member
    let sight: Sight
    let moment: Moment
    let names: StaffNames
    let groups: [Group]
    let strategies: [Strategy]

    var words: Words { visit.words }
    var desk: PackDesk { visit.house.packs }
    var today: Day { moment.day }

    static func load(_ visit: Visit) async throws -> PackLook {
        let member = try visit.member()
        let sight = Sight.of(member)
        let moment = try await visit.house.plans.moment()
        return PackLook(
            visit: visit, member: member, sight: sight, moment: moment,
            names: StaffNames(try await visit.house.membership.members()),
            groups: try await visit.house.meetings.groups(sight, at: moment),
            strategies: try await visit.house.plans.strategies(sight, at: moment))
    }

    func may(_ act: Act) -> Bool { Policy.may(act, member).isAllowed }

    /// The pack of the path.
    func verdict() async throws -> PackVerdict {
        try await desk.verify(PackID(try visit.number("pack")), sight)
    }

    func frame(
        _ heading: String, section: String? = nil, marking: Marking = .official, problems: [FieldProblem] = []
    ) -> Frame {
        FrameMaker.frame(
            visit, .init(heading, section: section, area: .packs, marking: marking, problems: problems))
    }

    /// The titles of a pack's plans, as they are today.
    func titles(_ pack: IssuedPack) -> [String] {
        pack.facts.strategies.map { id in
            strategies.first { $0.id == id }?.title ?? words("subject.strategy", ["number": String(id.number)])
        }
    }

    /// "2 April 2009 by the Coordinator".
    func issued(_ pack: IssuedPack) -> String {
        words(
            "packs.issued-by",
            ["day": pack.facts.on.printed, "member": pack.author.map(names.post) ?? "Cornerstone"])
    }

    /// "everybody who reads plans", "members cleared for OFFICIAL-SENSITIVE", the group's name of today.
    func audience(_ audience: PackAudience) -> String {
        let group = audience.group.flatMap { id in groups.first { $0.id == id }?.name }
        return words(
            "packs.audience.\(audience.kind.rawValue)",
            ["ceiling": audience.ceiling.printed, "group": group ?? words("packs.group")])
    }
}

/// What the form of a pack holds, read from an address or a posted form.
struct PackAsked: Sendable {
    static let fields: Set<String> = ["plans", "title", "audience", "group"]
    static let dates: Set<String> = ["as-at", "since"]

    let form: FormFields
    let order: OrderPack
    let problems: [FieldProblem]

    init(_ form: FormFields, _ words: Words) {
        self.form = form
        var days = DayReader(words)
        let asAt = days.optional(DateBoxes(form, "as-at"), "as-at", words("packs.as-at.name"))
        let since = days.optional(DateBoxes(form, "since"), "since", words("packs.since.name"))
        order = OrderPack(
            strategies: form.all("plans").compactMap { Int($0) }.filter { $0 > 0 }.map { StrategyID($0) },
            title: form["title"], asAt: asAt, since: since,
            audience: PackAudience.Kind(rawValue: form["audience"]) ?? .readers,
            group: Int(form["group"]).map { GroupID($0) })
        problems = days.problems
    }

    /// What is wrong by the rules, beside what could not be read.
    func problems(with refusals: [RefusalWords]) -> [FieldProblem] {
        let unread = Set(problems.map { $0.field.split(separator: "-").dropLast().joined(separator: "-") })
        return problems
            + [FieldProblem](
                refusals.filter { !unread.contains($0.field ?? "") }, fields: Self.fields, dates: Self.dates,
                otherwise: "plans")
    }

    /// The same again, for a form or an address.
    var kept: [FormFields.Field] {
        let dates = Self.dates.flatMap { name in ["day", "month", "year"].map { "\(name)-\($0)" } }
        let names = Self.fields.union(dates)
        return form.fields.filter { names.contains($0.name) && !$0.value.isEmpty }
    }
}
