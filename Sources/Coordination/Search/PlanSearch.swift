import ActionPlans
import Partnership
import Reporting
import Vocabulary

/// Actions by reference, number, wording, levels, leads and whoever owns them.
struct ActionSearch: SearchSource {
    private let plans: PlanDesk
    private let members: any MemberRegister
    private let texts = PictureMade<[[UInt8]]>()

    let kind = SearchKind.actions

    init(plans: PlanDesk, members: any MemberRegister) {
        self.plans = plans
        self.members = members
    }

    func find(
        _ words: SearchWords, _ sight: Sight, at moment: Moment, range: Range<Int>
    ) async throws -> SearchFound {
        let staff = try await members.members()
        let names = StaffNames(staff)
        let owners = Dictionary(
            staff.map { ($0.id, Array(FoldedText.of(names.name($0.id)).utf8)) }, uniquingKeysWith: { one, _ in one })
        var found: [(picture: PlanPicture, position: Int)] = []
        for strategy in try await plans.strategies(sight, at: moment) {
            let picture = try await plans.picture(of: strategy.id, sight, at: moment)
            let folded = texts.of(picture, sight.ceiling) { picture in
                picture.plan.actions.map { Array(FoldedText.of(Self.text($0)).utf8) }
            }
            for (position, action) in picture.plan.actions.enumerated() {
                let owner = action.updateOwner.flatMap { owners[$0] } ?? []
                if words.areIn(folded[position], or: owner) { found.append((picture, position)) }
            }
        }
        let shown = found.within(range)
        return SearchFound(
            kind, count: found.count,
            hits: shown.map { hit($0.picture.plan, $0.picture.plan.actions[$0.position], words, names) },
            marking: shown.map { max($0.picture.plan.strategy.marking, $0.picture.plan.actions[$0.position].marking) }
                .max() ?? .official)
    }

    private func hit(_ plan: Plan, _ action: Action, _ words: SearchWords, _ names: StaffNames) -> SearchHit {
        let wording = action.wording
        // The wording first; what was found elsewhere is said behind it.
        let folded = Array(FoldedText.of(wording.text).utf8)
        let others = [wording.leads.joined(separator: "; "), names.owner(action.updateOwner)]
        let text = words.areIn(folded) ? wording.text : ([wording.text.short] + others).joined(separator: " – ")
        let number = wording.number.map { " (\($0))" } ?? ""
        return SearchHit(
            subject: .action(action.id), title: action.id.reference + number,
            place: ([plan.strategy.title]
                + wording.path.map { [$0.number, $0.text.short].compactMap(\.self).joined(separator: " ") })
                .joined(separator: " › "),
            excerpt: Excerpt(text, showing: words))
    }

    private static func text(_ action: Action) -> String {
        let wording = action.wording
        return ([action.id.reference, wording.number ?? "", wording.text] + wording.path.map(\.text) + wording.leads)
            .joined(separator: "\n")
    }
}

/// What members said: notes, evidence, reasons of delays and decisions.
struct UpdateSearch: SearchSource {
    private let plans: PlanDesk
    let kind = SearchKind.updates

    init(plans: PlanDesk) { self.plans = plans }

    func find(
        _ words: SearchWords, _ sight: Sight, at moment: Moment, range: Range<Int>
    ) async throws -> SearchFound {
        let found = try await plans.register.updates(saying: words, sight, at: moment.sequence)
        let shown = Array(found.within(range))
        guard !shown.isEmpty else { return SearchFound(kind, count: found.count, hits: []) }
        let activity = try await plans.register.activity(of: shown, sight, at: moment.sequence)
        var hits: [SearchHit] = []
        var marking = Marking.official
        for one in activity {
            let picture = try await plans.picture(of: one.strategy, sight, at: moment)
            guard let position = picture.position(of: one.action) else { continue }
            let action = picture.plan.actions[position]
            marking = max(marking, max(picture.plan.strategy.marking, action.marking))
            let day = plans.clock.day(of: one.entry.header.recorded)
            hits.append(
                SearchHit(
                    subject: .action(one.action), title: one.action.reference,
                    place: "\(day.printed) › \(action.wording.text.short)",
                    excerpt: Excerpt(one.entry.payload?.typedTexts.joined(separator: " – ") ?? "", showing: words)))
        }
        return SearchFound(kind, count: found.count, hits: hits, marking: marking)
    }
}

/// Plans by title and the file they came from.
struct StrategySearch: SearchSource {
    private let plans: PlanDesk
    let kind = SearchKind.plans

    init(plans: PlanDesk) { self.plans = plans }

    func find(
        _ words: SearchWords, _ sight: Sight, at moment: Moment, range: Range<Int>
    ) async throws -> SearchFound {
        let strategies = try await plans.strategies(sight, at: moment)
        return SearchFound(
            kind, among: strategies, saying: words, range, text: { "\($0.title)\n\($0.source.name)" },
            marking: \.marking
        ) {
            SearchHit(
                subject: .strategy($0.id), title: $0.title, place: $0.imported.printed,
                excerpt: Excerpt("\($0.title) – \($0.source.name)", showing: words))
        }
    }
}

/// Who works here, by name, post and agency, as the members page shows them.
struct MemberSearch: SearchSource {
    private let members: any MemberRegister
    let kind = SearchKind.members

    init(members: any MemberRegister) { self.members = members }

    func find(
        _ words: SearchWords, _ sight: Sight, at moment: Moment, range: Range<Int>
    ) async throws -> SearchFound {
        let agencies = Dictionary(
            try await members.agencies().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let found = try await members.members().filter(\.isActive).map { member in
            (member, "\(member.name), \(member.post), \(agencies[member.agency] ?? "")")
        }.filter { words.areIn(Array(FoldedText.of($0.1).utf8)) }
        return SearchFound(
            kind, count: found.count,
            hits: found.within(range).map { member, text in
                SearchHit(
                    subject: .member(member.id), title: member.post, place: agencies[member.agency] ?? "",
                    excerpt: Excerpt(text, showing: words))
            })
    }
}

extension String {
    /// The beginning of a long text, for a line that says where something stands.
    fileprivate var short: String { count > 90 ? prefix(89) + "…" : self }
}
