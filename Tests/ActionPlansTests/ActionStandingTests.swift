import ActionPlans
import Frameworks
import Foundation
import Testing
import Vocabulary

@Suite("An action takes the worst of its commitments")
struct ActionStandingTests {
    static let day = Sample.day("2003-05-10")
    /// One commitment of each status on the day, silence included.
    static let examples: [Status: Promise] = [
        .overdue: Sample.promise(Sample.commitment(due: "2003-04-30")),
        .underWay: Sample.promise(Sample.commitment(due: "2004-04-30")),
        .notYetConfirmed: Sample.promise(Sample.commitment(due: "2002-04-30")),
        .notYetOpen: Sample.promise(Sample.commitment(opens: "2004-04-01")),
        .completed: Sample.promise(Sample.commitment(due: "2003-04-30"), completed: "2003-04-29"),
        .withdrawn: Sample.promise(Sample.commitment(due: "2002-04-30"), settled: .withdrawn),
    ]

    static func standing(_ promises: [Promise]) -> ActionStanding {
        let action = Sample.action(1, promises)
        return ActionStanding.of(action, on: day, StandingContext(Sample.plan([action]), on: day))
    }

    @Test("For every pair and triple of statuses the worst decides, and green needs all green")
    func worstOfAll() {
        let kinds = Self.examples.keys.sorted()
        for one in kinds {
            for two in kinds {
                for three in kinds {
                    let statuses = [one, two, three]
                    let standing = Self.standing(statuses.compactMap { Self.examples[$0] })
                    #expect(standing.commitments.map(\.status) == statuses)
                    let counted = statuses.filter { $0 != .withdrawn }
                    let worst: Colour? =
                        [Colour.red, .orange, .grey, .green].first { colour in
                            counted.contains { $0.colour == colour }
                        }
                    #expect(standing.colour == worst)
                    #expect(
                        (standing.colour == .green) == (!counted.isEmpty && counted.allSatisfy { $0 == .completed }))
                    #expect((standing.status == .withdrawn) == counted.isEmpty)
                }
            }
        }
    }

    @Test("The order of commitments changes nothing but their order")
    func orderDoesNotMatter() {
        let promises = Self.examples.sorted { $0.key < $1.key }.map(\.value)
        #expect(Self.standing(promises).status == Self.standing(promises.reversed()).status)
    }

    @Test("Between two that are as bad, the one due first is named")
    func earliestIsNamed() {
        let standing = Self.standing([
            Sample.promise(Sample.commitment(due: "2003-05-05", label: "Report")),
            Sample.promise(Sample.commitment(due: "2003-04-05", label: "Review"), number: 2),
        ])
        #expect(standing.sentence == "Overdue: due 5 April 2003, no delay agreed, 35 days ago (Review)")
        #expect(standing.deciding?.promise.number == 2)
    }

    @Test("An action without a commitment is under way")
    func empty() {
        #expect(Self.standing([]).status == .underWay)
        #expect(Self.standing([]).sentence == "Under way: no commitment")
    }

    @Test("The words of a pack take the place of the product's")
    func packWords() {
        let standing = Self.standing([Sample.promise(Sample.commitment(due: "2003-04-30"))])
        #expect(standing.sentence(word: "Late") == "Late: due 30 April 2003, no delay agreed, 10 days ago")
    }

    @Test("The table of statuses is whole, in order, and says what packs are held to")
    func table() {
        #expect(Status.table.map(\.status) == Status.allCases)
        #expect(Status.table.map(\.order) == Array(0..<Status.table.count))
        #expect(Status.table.compactMap(\.rule).sorted() == [1, 2, 3, 4, 5, 6])
        for status in Status.allCases { #expect(status.row.status == status) }
        for (name, colour) in StatusMeaning.colours where name != StatusMeaning.changed {
            let status = Status(rawValue: name)
            #expect(status != nil)
            #expect((status?.colour?.rawValue ?? "grey") == colour)
        }
        #expect(StatusMeaning.colours.count == Status.allCases.count + 1)
    }

    @Test("Colours grow worse in the order of the statuses")
    func coloursFollow() {
        let colours = Status.allCases.compactMap(\.colour)
        #expect(colours == colours.sorted())
    }

    @Test("The reference page in the repository is the one the table writes")
    func reference() throws {
        let page = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Documentation/reference/statuses.md")
        if ProcessInfo.processInfo.environment["CORNERSTONE_WRITE_REFERENCE"] != nil {
            try Data(StatusReference.markdown.utf8).write(to: page)
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == StatusReference.markdown)
    }
}
