import ActionPlans
import Frameworks
import Intake
import Tables
import Vocabulary

/// The plan in a document of any kind: what the server makes of the blocks that the reader sends.
enum PlanCheck {
    private static let headings: [ColumnHeading] = [
        ("No", "number"), ("Aim", "aim"), ("Objective", "objective"), ("Task", "task"), ("Action", "text"),
        ("Owner", "owner"), ("Lead", "leads"), ("Partners", "contributors"), ("Resources", "resources"),
        ("Area", "coverage"), ("Outcome", "outcome"), ("Measure", "measure"), ("Progress", "progress"),
        ("Notes", "notes"), ("By when", "timescale"), ("Due", "timescale"), ("Action and timescale", "text+timescale"),
    ].compactMap { heading, word in
        ColumnReading(word: word).map { ColumnHeading(heading: heading, meaning: $0) }
    }

    static func run(_ bytes: [UInt8]) -> String? {
        let blocks = DocumentReader.blocks(of: bytes, name: "")
        let source = PlanSource(name: "plan", digest: String(repeating: "0", count: 64))
        let plan = PlanReader(headings: headings).read(blocks, source: source)
        guard PlanReader(headings: headings).read(blocks, source: source) == plan else {
            return "read twice, not the same"
        }
        for action in plan.actions {
            if let fault = fault(in: action.wording) { return "\(action.place): \(fault)" }
        }
        for left in plan.notTaken where left.text.unicodeScalars.count > 201 || left.reason.isEmpty {
            return "not taken: \(left)"
        }
        for problem in plan.problems where problem.message.isEmpty || problem.code.isEmpty {
            return "a problem without words"
        }
        guard !plan.actions.isEmpty || !plan.problems.isEmpty else { return "nothing was read, and nothing is said" }
        return nil
    }

    private static func fault(in wording: ActionWording) -> String? {
        for commitment in wording.timescale.commitments {
            if let fault = TimescaleCheck.fault(in: commitment) { return fault }
        }
        guard !wording.timescale.commitments.isEmpty else { return "an action without a commitment" }
        let texts = [wording.text] + wording.leads + wording.contributors + wording.path.map(\.text)
        for text in texts where !BlockRules.isClean(text) { return "text \(text.debugDescription)" }
        return nil
    }
}
