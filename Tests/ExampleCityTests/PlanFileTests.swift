import Testing
import Vocabulary

@testable import ExampleCity

@Suite("The plan files of the example city are always about now")
struct PlanFileTests {
    @Test(
        "A token is filled from the month the history begins",
        arguments: [
            ("{{m+3}}", "October 2025"), ("{{m-2}}", "May 2025"), ("{{my+8}}", "Mar 26"), ("{{y+6}}", "2026"),
            ("{{fy+0}}", "2025/26"), ("{{fy+9}}", "2026/27"), ("{{fy-5}}", "2024/25"), ("{{season+3}}", "Autumn 2025"),
            ("{{season+5}}", "Winter 2025"), ("{{season+6}}", "Winter 2025"), ("{{season+9}}", "Spring 2026"),
            ("{{early+6}}", "Early 2026"), ("{{late+5}}", "Late 2025"), ("By end {{m+2}}.", "By end September 2025."),
            ("{{m+0}} and {{m+1}}", "July 2025 and August 2025"), ("no token", "no token"),
        ])
    func tokens(template: String, filled: String) throws {
        let base = try #require(Day(iso: "2025-07-01"))
        #expect(try PlanFile.fill(template, base: base) == filled)
    }

    @Test("A token nobody knows is refused", arguments: ["{{w+3}}", "{{m}}", "{{m+}}", "{{m+3"])
    func unknown(template: String) throws {
        let base = try #require(Day(iso: "2025-07-01"))
        #expect(throws: PlanFile.UnknownToken.self) { try PlanFile.fill(template, base: base) }
    }
}
