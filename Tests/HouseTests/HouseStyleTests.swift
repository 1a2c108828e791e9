import Foundation
import Testing

@Suite("The house style is a test")
struct HouseStyleTests {
    /// What no room may call, with where it may stand all the same.
    static let forbidden: [(call: String, why: String, allowedIn: [String])] = [
        ("Date()", "no room reads the clock; Clock in Coordination does", []),
        ("Date.now", "no room reads the clock; Clock in Coordination does", []),
        ("clock_gettime", "no room reads the clock; Clock in Coordination does", ["Sources/Coordination/Clock.swift"]),
        (".random(in:", "randomness is an argument", []),
        (".randomElement()", "randomness is an argument", []),
        (".shuffled()", "randomness is an argument", []),
        ("try!", "an error becomes words, never a crash", []),
        ("fatalError(", "an error becomes words, never a crash", []),
        ("print(", "output goes through a door", []),
        ("@unchecked Sendable", "only where a C library is wrapped", []),
        ("NSLog(", "logs go through swift-log", []),
        ("TODO", "unfinished work stands in the issue", []),
        ("FIXME", "unfinished work stands in the issue", []),
    ]

    @Test("No room makes a forbidden call", arguments: forbidden.map(\.call))
    func forbiddenCalls(call: String) throws {
        let rule = try #require(Self.forbidden.first { $0.call == call })
        var found: [String] = []
        for file in try SourceTree.files(below: "Sources") where !rule.allowedIn.contains(file.path) {
            for (number, line) in file.code.enumerated() where Self.calls(call, in: line) {
                found.append("\(file.path):\(number + 1): \(rule.why)")
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    /// The call stands in the line, and not as the end of a longer name (`blueprint(` is not `print(`).
    static func calls(_ call: String, in line: String) -> Bool {
        var rest = line[...]
        while let range = rest.range(of: call) {
            let before = range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : " "
            let startsWord = call.first.map { $0.isLetter } ?? false
            if !startsWord || !(before.isLetter || before.isNumber || before == "_" || before == ".") { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }

    @Test("The search for calls is not fooled by longer names")
    func callSearch() {
        #expect(Self.calls("print(", in: "    print(1)"))
        #expect(!Self.calls("print(", in: "    blueprint(1)"))
        #expect(!Self.calls("print(", in: "    plan.print(1)"))
        #expect(Self.calls("try!", in: "let a = try! b()"))
    }

    @Test("No file is longer than 400 lines")
    func lengths() throws {
        let long = try (SourceTree.files(below: "Sources") + SourceTree.files(below: "Tests"))
            .filter { $0.lines.count > 401 }.map { "\($0.path): \($0.lines.count)" }
        #expect(long.isEmpty, "\(long.joined(separator: "\n"))")
    }

    @Test("No room or file is called after a technique instead of its work")
    func names() throws {
        let vague = ["Utilities", "Utils", "Helpers", "Helper", "Common", "Extensions", "Manager", "Managers", "Misc"]
        let found = try SourceTree.files(below: "Sources").filter { file in
            file.path.split(separator: "/").contains { part in
                vague.contains(part.replacingOccurrences(of: ".swift", with: ""))
            }
        }
        #expect(found.isEmpty, "\(found.map(\.path))")
    }

    @Test("SQL is never put together from strings")
    func noBuiltSQL() throws {
        var found: [String] = []
        for file in try SourceTree.files(below: "Sources") where file.room.hasPrefix("Records") {
            for (number, line) in file.lines.enumerated() {
                let upper = line.uppercased()
                let isStatement = ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"].contains {
                    upper.contains("\"" + $0)
                }
                if isStatement, line.contains("\\(") { found.append("\(file.path):\(number + 1)") }
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test("Only Charts and the paper make markup that templates do not escape")
    func trustedMarkup() throws {
        let makers = try SourceTree.files(below: "Sources").filter { file in
            file.code.contains { $0.contains("TrustedMarkup(") || $0.contains("TrustedMarkup.init") }
        }.map(\.path)
        let strangers = makers.filter {
            !$0.hasPrefix("Sources/Charts/") && !$0.hasPrefix("Sources/Reporting/Paper/")
        }
        #expect(strangers.isEmpty, "\(strangers)")
    }
}
