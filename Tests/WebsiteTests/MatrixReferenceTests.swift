import Foundation
import Hummingbird
import Partnership
import Testing

@testable import Website

@Suite("The reference page of the permission matrix")
struct MatrixReferenceTests {
    @Test("The page in the repository counts the cases there are, at least ten thousand")
    func pageIsCurrent() async throws {
        let prepared = try await PermissionTests.prepare()
        var counts: [(route: RouteEntry, cases: Int)] = []
        for route in try prepared.city.site.routes() {
            counts.append((route, try PermissionTests.cases(prepared, [route]).count))
        }
        var past = prepared.cases
        past.isPast = true
        let pastRoutes = counts.map(\.route).filter {
            $0.method == .get && ($0.path.contains(":plan") || $0.path.contains(":action"))
        }
        let doors = [
            ("pages", counts.map(\.cases).reduce(0, +)),
            ("pages as at an earlier day", try pastRoutes.map { try past.cases(for: $0).count }.reduce(0, +)),
            ("commands put to the desks", try DeskCase.all(prepared.city, prepared.cases.actions).count),
            (
                "commands of the program",
                try ProgramCase.all(prepared.city, prepared.cases.actions, file: "plan.csv").count
            ),
        ]
        let total = doors.map(\.1).reduce(0, +)
        #expect(total >= 10_000)
        let text = page(doors, total, counts)
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("Documentation/reference/permission-matrix.md")
        if ProcessInfo.processInfo.environment["CORNERSTONE_WRITE_REFERENCE"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "make docs writes it again")
    }

    private func page(_ doors: [(String, Int)], _ total: Int, _ counts: [(route: RouteEntry, cases: Int)]) -> String {
        let seats = Seat.everywhere.count
        return """
            # The permission matrix

            Every route and every command, asked for by everybody, for everything: \(seats) seats (each role with and without
            the higher clearance, in the first agency and in another, one with every role, and somebody who is not signed in),
            over open and marked plans, actions of every tie, other people's drafts, every entry of the journal, and what does
            not exist. The texts of everything marked hold a canary; no byte of an answer to somebody without the clearance may
            hold it. What should come of a case is worked out from the policy's table and the markings, by the tests alone.

            `make check` asks a third of the cases, in turn; `make prove` asks all. A route or command that the matrix does not
            know fails it by name. This page is written by the tests (`make docs`).

            | door | cases |
            |---|---:|
            \(doors.map { "| \($0.0) | \($0.1) |" }.joined(separator: "\n"))
            | **all** | **\(total)** |

            ## Cases of each route

            | route | open to | cases |
            |---|---|---:|
            \(counts.map { "| \(RouteTests.name($0.route)) | \(words($0.route.policy)) | \($0.cases) |" }.joined(separator: "\n"))

            """
    }

    private func words(_ policy: RoutePolicy?) -> String {
        switch policy {
        case .public: "everybody"
        case .signedIn: "every member"
        case .act(let act): "those who may \(act.words)"
        case nil: "nobody"
        }
    }
}
