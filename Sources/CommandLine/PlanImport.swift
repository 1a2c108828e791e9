import ActionPlans
import ArgumentParser
import Coordination
import Frameworks
import Foundation
import Intake
import Partnership
import Tables
import Vocabulary

struct PlanImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import a plan from a file, or a newer file of one that is here.",
        discussion: """
            With --dry-run it shows the preview and enters nothing. Update owners are proposed from the leads and taken \
            where exactly one member is meant; the others stay vacant and are confirmed on the page. Similar wording is \
            entered as new unless --same names its row.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions

    @Argument(help: "The file, or - for standard input.")
    var file: String

    @Option(help: "The plan it is a newer file of, by its number.")
    var revises: Int?

    @Option(
        help:
            "The agency the file came from, by its name or short name. Otherwise your own. Its headings are known again."
    )
    var fromAgency: String?

    @Option(help: "The plan's title. Otherwise the document's.")
    var title: String?

    @Option(help: "What paired years such as 2008/09 mean in this plan.")
    var year: PlanYear = .financial

    @Option(help: "The plan's marking.")
    var marking: Marking = .official

    @Option(help: "Rows of the file, from 1, whose proposed match is the same action.")
    var same: [Int] = []

    @Option(help: "The layout it is printed in, by its name in the framework pack. Otherwise found from its columns.")
    var layout: String?

    @Flag(help: "The places that may name a person were looked at and may stay.")
    var personalTextConfirmed = false

    @Flag(help: "Show what would happen; enter nothing.")
    var dryRun = false

    func run() async throws {
        let file = try FileArgument(file)
        try await store.house(.writing) { house in
            let member = try await who.member(in: house)
            let sender = try await sender(in: house)
            let answers = ImportAnswers(
                title: title, marking: marking, sender: sender, reading: ReadingChoices(year: year),
                accepted: Set(same.map { $0 - 1 }), isScreeningConfirmed: personalTextConfirmed, layout: layout)
            let draft = try await house.imports.begin(
                file.bytes, name: file.name, revises: revises.map { StrategyID($0) }, answers: answers, by: member)
            do {
                var preview = try await house.imports.preview(draft, by: member)
                var confirmed = preview.answers
                confirmed.title = title ?? confirmed.title
                confirmed.accepted = answers.accepted
                confirmed.isScreeningConfirmed = personalTextConfirmed
                for lead in preview.leads {
                    if let member = lead.proposed { confirmed.owners[lead.wording] = member }
                }
                try await house.imports.answer(confirmed, for: draft, by: member)
                preview = try await house.imports.preview(draft, by: member)
                show(preview)
                if dryRun {
                    try await house.imports.giveUp(draft, by: member)
                } else {
                    let performed = try await house.imports.enter(draft, by: member)
                    Output.line("Entered as plan \(performed.subject.number), journal entry \(performed.sequence).")
                }
            } catch {
                try? await house.imports.giveUp(draft, by: member)
                throw error
            }
        }
    }

    /// The agency that --from-agency names.
    private func sender(in house: House) async throws -> AgencyID? {
        guard let fromAgency else { return nil }
        let name = fromAgency.lowercased()
        let senders = try await house.columns.senders()
        let found = senders.first { ([$0.name] + [$0.short].compactMap(\.self)).contains { $0.lowercased() == name } }
        guard let found else {
            Output.complain("There is no agency called “\(fromAgency)”. These are here:")
            for agency in senders { Output.complain("  \(agency.name)") }
            throw ExitStatus.noInput
        }
        return found.id
    }

    private func show(_ preview: ImportPreview) {
        let counts = preview.counts
        let known = preview.read.columns.count { preview.memory(of: $0) != nil }
        if known > 0, let sender = preview.sender {
            Output.line("\(known.counted("column")) read as remembered from \(sender.name)")
        }
        Output.line(PlanReadTable.flat(preview.title, 200))
        Output.line("layout \(preview.answers.layout ?? preview.foundLayout.name)")
        Output.line(
            "\(counts.new) new, \(counts.changed) changed, \(counts.unchanged) unchanged, "
                + "\(counts.proposed) only similar, \(preview.matching.absent.count) in the plan and not in the file")
        if let returned = preview.returned, counts.new > 0 {
            Output.line("rows without a reference are new actions, marked \(returned.newMarking.printed)")
        }
        for plan in preview.alreadyHere {
            Output.line(
                "plan \(plan.id.number), \(PlanReadTable.flat(plan.title, 120)), is from this file or bears this title: "
                    + "with --revises \(plan.id.number) this is a newer file of it")
        }
        let vacant = preview.leads.filter { $0.proposed == nil && !$0.isVacant }
        if !vacant.isEmpty { Output.line("\(vacant.count.counted("lead")) without a member: confirm them on the page") }
        for problem in preview.read.problems { Output.line("  \(problem.severity.rawValue): \(problem.message)") }
    }
}
