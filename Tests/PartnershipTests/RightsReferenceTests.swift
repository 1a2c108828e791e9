import Foundation
import Partnership
import Testing

@Suite("The reference page of rights")
struct RightsReferenceTests {
    @Test("The page in the repository is the one the table writes")
    func pageIsCurrent() throws {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = root.appendingPathComponent("Documentation/reference/rights.md")
        if ProcessInfo.processInfo.environment["CORNERSTONE_WRITE_REFERENCE"] != nil {
            try Data(RightsReference.markdown.utf8).write(to: page)
        }
        let written = try String(contentsOf: page, encoding: .utf8)
        #expect(written == RightsReference.markdown)
    }

    @Test("Every act and every role stands in it")
    func whole() {
        for act in Act.allCases { #expect(RightsReference.markdown.contains("| \(act.words) |")) }
        for role in Role.allCases { #expect(RightsReference.markdown.contains(" \(role.rawValue) |")) }
    }
}
