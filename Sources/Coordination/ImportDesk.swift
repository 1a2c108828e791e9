public import ActionPlans
import Foundation
import Frameworks
public import Intake
public import Partnership
import Reporting
public import Tables
public import Vocabulary

/// Bringing a plan in from a file: read, look, answer, enter. Nothing is stored but the draft until it is entered whole.
public actor ImportDesk {
    /// Plans of thousands of rows are read in the back room, beside the threads that answer pages.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { BackRoom.files.unownedExecutor }

    private let drafts: any ImportDraftRegister
    private let members: any MemberRegister
    private let columns: ColumnDesk
    private let plans: PlanDesk
    public nonisolated let reading: PlanReading
    private let clock: Clock
    /// The last previews made, so that paging through one does not read it again.
    private var made: [(draft: ImportDraftID, choices: [UInt8], read: ReadPlan)] = []
    /// The exports among the last drafts, and for each draft that is none a nil.
    private var exports: [(draft: ImportDraftID, export: OwnExport?)] = []

    public init(
        drafts: any ImportDraftRegister, members: any MemberRegister, columns: ColumnDesk, plans: PlanDesk,
        reading: PlanReading, clock: Clock
    ) {
        self.drafts = drafts
        self.members = members
        self.columns = columns
        self.plans = plans
        self.reading = reading
        self.clock = clock
    }

    /// Reads a file and keeps it as a draft of the member.
    ///
    /// - Parameter revises: the plan it is a newer file of; nil for a new one.
    /// - Throws: `DeskRefusal.unreadable` with a sentence; `.notAllowed`; `.notFound` for a plan out of sight.
    public func begin(
        _ bytes: [UInt8], name: String, kind: ReadKind = .auto, revises: StrategyID?,
        answers: ImportAnswers = ImportAnswers(), by member: Member
    ) async throws -> ImportDraftID {
        try allow(revises == nil ? .importPlan : .revisePlan, member)
        var answers = answers
        var revised: Plan?
        if let revises {
            let picture = try await plans.picture(of: revises, Sight.of(member), at: try await plans.moment())
            answers.reading.year = picture.plan.strategy.year
            answers.marking = picture.plan.strategy.marking
            answers.title = picture.plan.strategy.title
            revised = picture.plan
        }
        let sender = try await columns.sender(answers.sender, for: member)
        answers.sender = sender.id
        // As things are now: what others settle or forget while this is looked at changes nothing in it.
        answers.reading.remembered = try await columns.remembered(of: sender.id, by: member)
        let blocks = try await reading.blocks(of: bytes, name: name, kind: kind)
        let source = PlanSource(name: name, digest: Digest.hex(of: bytes))
        let export = OwnExport(blocks)
        if let export, let revised, let sentence = ReturnedExport.refusal(export, for: revised) {
            throw DeskRefusal.unreadable(sentence)
        }
        let read = reading.plan(from: blocks, source: source, choices: answers.reading)
        let isReturned = export != nil && revised != nil
        guard isReturned || !read.actions.isEmpty else {
            throw DeskRefusal.unreadable(ImportDesk.nothingFound(in: read))
        }
        var encoder = FrameEncoder()
        var frames: [UInt8] = []
        for block in blocks { try encoder.append(block, to: &frames) }
        try encoder.appendEnd(to: &frames)
        let choices = try ImportDesk.bytes(of: answers)
        let id = try await drafts.save(
            NewImportDraft(
                member: member.id, strategy: revises, source: source, created: clock.now, choices: choices,
                plan: frames))
        _ = try? await drafts.prune(before: clock.now.adding(seconds: -30 * 24 * 3600))
        remember(id, choices, read)
        return id
    }

    /// A member's own drafts, newest first.
    public func drafts(of member: Member) async throws -> [ImportDraftSummary] {
        try await drafts.drafts(of: member.id)
    }

    /// The preview of a draft as things stand now.
    public func preview(_ id: ImportDraftID, by member: Member) async throws -> ImportPreview {
        guard let draft = try await drafts.draft(id, of: member.id) else { throw DeskRefusal.notFound }
        try allow(draft.content.strategy == nil ? .importPlan : .revisePlan, member)
        let answers = try ImportDesk.answers(from: draft.content.choices)
        var revised: Plan?
        if let strategy = draft.content.strategy {
            revised = try await plans.picture(of: strategy, Sight.of(member), at: try await plans.moment()).plan
        }
        if let revised, let export = try export(in: draft) {
            return try await preview(draft, answers, returned: export, to: revised, by: member)
        }
        let read = try await readPlan(draft, answers)
        let matching = PlanMatch(
            read.actions,
            with: (revised?.actions ?? []).filter { $0.retired == nil }.map { .init(id: $0.id, wording: $0.wording) })
        let agencies = try await members.agencies()
        return ImportPreview(
            draft: id, created: draft.content.created, answers: answers, read: read, revises: revised,
            matching: matching, leads: try await leads(in: read), returned: nil,
            foundLayout: revised.map(reading.pack.layout(of:))
                ?? reading.pack.layout(fitting: read.columns.map(\.meaning)),
            sender: answers.sender.flatMap { agencies.successor(of: $0) },
            agencies: Dictionary(agencies.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
            alreadyHere: revised == nil ? try await alreadyHere(read, title: answers.title, for: member) : [])
    }

    /// Bringing a plan in twice doubles all its actions, and nobody does so on purpose.
    private func alreadyHere(_ read: ReadPlan, title: String?, for member: Member) async throws -> [Strategy] {
        func folded(_ title: String) -> String {
            title.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        let title = folded(title ?? read.title ?? read.source.name)
        return try await plans.strategies(Sight.of(member), at: try await plans.moment()).filter {
            $0.source.digest == read.source.digest || folded($0.title) == title
        }
    }

    /// An export that came back, compared with the plan as it stands and as the file showed it.
    private func preview(
        _ draft: ImportDraft, _ answers: ImportAnswers, returned export: OwnExport, to plan: Plan, by member: Member
    ) async throws -> ImportPreview {
        var base: Plan?
        if let mark = export.mark, mark.strategy == plan.strategy.id, mark.sequence <= plan.at {
            base = try await plans.plan(plan.strategy.id, Sight.of(member), at: mark.sequence)
        }
        let agencies = try await members.agencies()
        let returned = ReturnedExport(export, of: plan, asExported: base, source: draft.content.source)
        return ImportPreview(
            draft: draft.id, created: draft.content.created, answers: answers, read: returned.read, revises: plan,
            matching: returned.matching, leads: try await leads(in: returned.read), returned: returned,
            foundLayout: reading.pack.layout(of: plan), sender: answers.sender.flatMap { agencies.successor(of: $0) },
            agencies: Dictionary(agencies.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
            alreadyHere: [])
    }

    private func export(in draft: ImportDraft) throws -> OwnExport? {
        if let known = exports.first(where: { $0.draft == draft.id }) { return known.export }
        let export = OwnExport(try ImportDesk.blocks(of: draft))
        exports.append((draft.id, export))
        if exports.count > 8 { exports.removeFirst() }
        return export
    }

    /// Keeps what a member has answered.
    public func answer(_ answers: ImportAnswers, for id: ImportDraftID, by member: Member) async throws {
        guard try await drafts.setChoices(try ImportDesk.bytes(of: answers), of: id, member: member.id) else {
            throw DeskRefusal.notFound
        }
    }

    public func giveUp(_ id: ImportDraftID, by member: Member) async throws {
        try await drafts.delete(id, of: member.id)
    }

    /// Enters the draft, all of it or nothing.
    ///
    /// - Throws: `DeskRefusal.problems` with all that stands against it.
    public func enter(_ id: ImportDraftID, by member: Member) async throws -> Performed {
        let preview = try await preview(id, by: member)
        var problems: [RefusalWords] = []
        if !preview.personalText.isEmpty, !preview.answers.isScreeningConfirmed {
            problems.append(
                RefusalWords(
                    "personal-text-unconfirmed", field: "screening",
                    "Look at the \(preview.personalText.count) places that may name or describe a person, and confirm that they may stay."
                ))
        }
        if let layout = preview.answers.layout, reading.pack.layout(named: layout) == nil {
            problems.append(
                RefusalWords("not-a-layout", field: "layout", "Choose one of the layouts of the framework pack."))
        }
        guard problems.isEmpty else { throw DeskRefusal.problems(problems) }
        let performed = try await plans.perform(
            command(for: preview), by: member, expecting: preview.revises?.strategy.version)
        // The plan is entered, whether or not its draft can be thrown away and its headings remembered.
        _ = try? await drafts.delete(id, of: member.id)
        if let sender = preview.answers.sender {
            try? await columns.remember(
                SettledHeadings(preview.read, choices: preview.answers.reading), of: sender,
                marking: preview.answers.marking, source: preview.read.source.name, by: member)
        }
        return performed
    }

    private func command(for preview: ImportPreview) -> PlanCommand {
        let answers = preview.answers
        guard let plan = preview.revises else {
            return .importPlan(
                ImportPlan(
                    title: preview.title, year: answers.reading.year, marking: answers.marking,
                    source: preview.read.source,
                    actions: preview.read.actions.map { ImportDesk.newAction($0, answers) },
                    layout: answers.layout ?? recorded(preview.foundLayout)))
        }
        // A row without a reference may repeat what any other row holds.
        let newMarking = preview.returned.flatMap { $0.newMarking > plan.strategy.marking ? $0.newMarking : nil }
        var added: [RevisePlan.Addition] = []
        var changed: [ChangedAction] = []
        for (index, action) in preview.read.actions.enumerated() {
            let match = preview.matching.outcomes[index]
            let position = preview.returned?.positions[index] ?? index + 1
            switch match {
            case .unchanged: break
            case .changed(let id):
                changed.append(ChangedAction(id: id, position: position, wording: action.wording))
            case .proposed(let id, _) where answers.accepted.contains(index):
                changed.append(ChangedAction(id: id, position: position, wording: action.wording))
            case .new, .proposed:
                added.append(
                    .init(
                        position: position,
                        action: ImportDesk.newAction(
                            action, answers, marking: newMarking)))
            }
        }
        return .revisePlan(
            RevisePlan(
                source: preview.read.source, added: added, changed: changed,
                layout: answers.layout == preview.foundLayout.name ? nil : answers.layout), plan.strategy.id)
    }

    /// A pack without layouts has none to record.
    private func recorded(_ layout: PlanLayout) -> String? { reading.pack.layout(named: layout.name)?.name }

    /// The update owner is the first lead that has a member; the others contribute.
    private static func newAction(
        _ action: ReadAction, _ answers: ImportAnswers, marking: Marking? = nil
    ) -> NewAction {
        var found: [MemberID] = []
        for wording in action.wording.leads + action.wording.contributors {
            if let member = answers.owners[wording], !found.contains(member) { found.append(member) }
        }
        return NewAction(
            wording: action.wording, marking: marking, updateOwner: found.first, contributing: Array(found.dropFirst()))
    }

    private func leads(in read: ReadPlan) async throws -> [ImportPreview.LeadWording] {
        let proposal = OwnerProposal(members: try await members.members(), agencies: try await members.agencies())
        var order: [String] = []
        var counts: [String: Int] = [:]
        for action in read.actions {
            for wording in action.wording.leads + action.wording.contributors {
                if counts[wording] == nil { order.append(wording) }
                counts[wording, default: 0] += 1
            }
        }
        return order.map { wording in
            ImportPreview.LeadWording(
                wording: wording, actions: counts[wording] ?? 0, proposed: proposal.member(for: wording)?.id,
                isVacant: OwnerProposal.isVacant(wording))
        }
    }

    private func readPlan(_ draft: ImportDraft, _ answers: ImportAnswers) async throws -> ReadPlan {
        if let known = made.first(where: { $0.draft == draft.id && $0.choices == draft.content.choices }) {
            return known.read
        }
        let blocks = try ImportDesk.blocks(of: draft)
        let read = reading.plan(from: blocks, source: draft.content.source, choices: answers.reading)
        remember(draft.id, draft.content.choices, read)
        return read
    }

    private static func blocks(of draft: ImportDraft) throws -> [Block] {
        var decoder = FrameDecoder()
        let blocks = try decoder.take(draft.content.plan)
        try decoder.finish()
        return blocks
    }

    private func remember(_ id: ImportDraftID, _ choices: [UInt8], _ read: ReadPlan) {
        made.removeAll { $0.draft == id }
        made.append((id, choices, read))
        if made.count > 8 { made.removeFirst() }
    }

    private nonisolated func allow(_ act: Act, _ member: Member) throws {
        if case .denied(let sentence) = Policy.may(act, member) { throw DeskRefusal.notAllowed(sentence) }
    }

    /// Why nothing could be read, in a sentence.
    public static func nothingFound(in read: ReadPlan) -> String {
        if let problem = read.problems.first(where: { $0.severity == .error }) { return problem.message }
        if let table = read.notTaken.first {
            return
                "No actions were found. \(table.reason) Give the file with the table of actions, or name its columns."
        }
        return "No table of actions was found. Give the file with the plan's table, with a heading above each column."
    }

    private static func bytes(of answers: ImportAnswers) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return Array(try encoder.encode(answers))
    }

    private static func answers(from bytes: [UInt8]) throws -> ImportAnswers {
        try JSONDecoder().decode(ImportAnswers.self, from: Data(bytes))
    }
}
