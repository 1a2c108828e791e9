import ActionPlans
import Foundation
import Intake
import OfficeFiles
import Tables
import Testing

/// A plan, the program that saves it, and as what.
struct RoundTrip: CustomTestStringConvertible, Sendable {
    let plan: String
    let converter: Converter
    let kind: OfficeKind

    var testDescription: String { "\(plan) by \(converter.rawValue) as \(kind.rawValue)" }

    static func all(_ plans: [String]) -> [RoundTrip] {
        plans.flatMap { plan in
            Converter.here.flatMap { converter in
                [OfficeKind.docx, .odt].map { RoundTrip(plan: plan, converter: converter, kind: $0) }
            }
        }
    }
}

/// A plan as text, saved by an office program as a document and read back, is the same plan.
@Suite("Plans saved as documents")
struct DocumentRoundTripTests {
    static let sources = [
        "drugs-action-plan-2008-2011", "met-police-drugs-action-plan-2003", "birmingham-crack-strategy-2005",
        "national-crack-plan-2002",
    ]

    @Test(
        "The plans of the reference material", .enabled(if: Fixtures.reference != nil),
        arguments: RoundTrip.all(sources))
    func ofTheReference(_ item: RoundTrip) throws {
        try comesBack(item, Fixtures.blocks(source: "sources/\(item.plan).txt"))
    }

    @Test("Fictional plans of the same shapes", arguments: RoundTrip.all(["city", "departments", "force", "national"]))
    func fictional(_ item: RoundTrip) throws {
        try comesBack(item, Fixtures.blocks("\(item.plan).txt"))
    }

    private func comesBack(_ item: RoundTrip, _ blocks: [Block]) throws {
        let before = Fixtures.plan(of: blocks)
        let file = try item.converter.convert(BlocksAsHTML.page(blocks), to: item.kind)
        let after = Fixtures.plan(of: try TextDocumentReader.blocks(of: file, item.kind))
        #expect(!before.actions.isEmpty)
        #expect(after.actions.count == before.actions.count)
        for (read, meant) in zip(after.actions, before.actions) {
            #expect(Card.of(read) == Card.of(meant))
            #expect(read.wording == meant.wording)
        }
        #expect(Self.columns(after) == Self.columns(before))
        #expect(after.title == before.title)
        #expect(!after.codes.contains("text-lost"))
    }

    private static func columns(_ plan: ReadPlan) -> [String] {
        plan.columns.map { "\($0.table) \($0.column) \($0.heading ?? "-") = \($0.meaning)" }
    }
}
