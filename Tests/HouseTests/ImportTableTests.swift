import Testing

/// The import table of the house. The compiler does not stop a forbidden import between targets of one package, so
/// this does.
@Suite("Rooms import only what the table of the house allows")
struct ImportTableTests {
    static let floorZero: Set<String> = [
        "Vocabulary", "Tables", "OfficeFiles", "Statistics", "Geography", "Charts",
    ]
    static let floorOne: Set<String> = ["Partnership", "Frameworks"]
    static let loop: Set<String> = ["ActionPlans"]
    static var upToLoop: Set<String> { floorZero.union(floorOne).union(loop) }
    static let foundation: Set<String> = ["Foundation"]

    /// Room, rooms it may import, outside modules it may import.
    static let table: [(room: String, ours: Set<String>, outside: Set<String>)] = [
        ("Vocabulary", [], []),
        ("Tables", ["Vocabulary"], foundation),
        // Foundation reads the JSON that the converter of documents writes, and starts it.
        ("OfficeFiles", ["Vocabulary", "Tables"], ["CZlib", "CExpat", "Foundation", "Glibc"]),
        ("Statistics", ["Vocabulary"], ["CSpecial", "CLoops", "Glibc", "Dispatch"]),
        ("Geography", ["Vocabulary"], ["Glibc"]),
        ("Charts", ["Vocabulary"], []),
        ("Partnership", ["Vocabulary"], []),
        ("Frameworks", ["Vocabulary"], ["Yams"]),
        ("ActionPlans", ["Vocabulary", "Partnership", "Frameworks"], []),
        ("Intake", upToLoop, []),
        ("Analyses", floorZero, ["Glibc"]),
        ("Reporting", upToLoop, foundation),
        (
            "Coordination", upToLoop.union(["Intake", "Reporting"]),
            [
                "Dispatch", "Foundation", "Glibc", "Logging", "Subprocess", "System", "SystemPackage", "Crypto",
                "CryptoExtras",
                "Synchronization",
            ]
        ),
        ("Records", upToLoop, ["Foundation", "Crypto", "Synchronization"]),
        ("RecordsSQLite", ["Records", "Vocabulary"], ["GRDB", "Foundation", "Glibc", "Synchronization"]),
        (
            "ExampleCity", upToLoop.union(["Intake", "Reporting", "Coordination"]),
            foundation.union(["Synchronization"])
        ),
        (
            "Website", upToLoop.union(["Intake", "Reporting", "Coordination"]),
            [
                "Foundation", "Glibc", "Hummingbird", "HummingbirdCore", "Mustache", "Crypto", "Logging", "NIOCore",
                "NIOHTTPTypes", "HTTPTypes", "ServiceLifecycle", "Synchronization",
            ]
        ),
        (
            "CommandLine", upToLoop.union(["Intake", "Reporting", "Analyses", "Coordination"]),
            ["Foundation", "ArgumentParser", "Logging"]
        ),
        (
            "cornerstone",
            [
                "CommandLine", "Website", "Coordination", "Records", "RecordsSQLite", "ExampleCity", "Vocabulary",
                "Partnership", "Frameworks",
            ],
            ["CMalloc", "Foundation", "Logging"]
        ),
        ("cornerstone-reader", ["Vocabulary", "Tables", "OfficeFiles"], ["Foundation", "Glibc"]),
    ]

    @Test("Every folder of Sources stands in the table, and the table names no folder that is gone")
    func tableIsWhole() throws {
        let rooms = Set(try SourceTree.files(below: "Sources").map(\.room)).subtracting(["Shims"])
        #expect(rooms == Set(Self.table.map(\.room)))
    }

    @Test("Each import is one the table allows")
    func imports() throws {
        let allowed = Dictionary(uniqueKeysWithValues: Self.table.map { ($0.room, $0.ours.union($0.outside)) })
        let files = try SourceTree.files(below: "Sources")
        #expect(!files.isEmpty)
        var found: [String] = []
        for file in files where file.room != "Shims" {
            for (number, line) in file.code.enumerated() where line.contains("import ") {
                guard let module = Self.importedModule(line) else { continue }
                if allowed[file.room]?.contains(module) != true {
                    found.append("\(file.path):\(number + 1) imports \(module)")
                }
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    /// `public import struct Foundation.Data` is an import of Foundation.
    static func importedModule(_ line: String) -> String? {
        var words = line.split(separator: " ").map(String.init)
        while let first = words.first,
            first.hasPrefix("@") || ["public", "package", "internal", "private", "fileprivate"].contains(first)
        {
            words.removeFirst()
        }
        guard words.first == "import", words.count > 1 else { return nil }
        words.removeFirst()
        if ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"].contains(words[0]),
            words.count > 1
        {
            words.removeFirst()
        }
        return words[0].split(separator: ".").first.map(String.init)
    }

    @Test("The reader of import lines knows their forms")
    func importLines() {
        #expect(Self.importedModule("public import Vocabulary") == "Vocabulary")
        #expect(Self.importedModule("@preconcurrency import GRDB") == "GRDB")
        #expect(Self.importedModule("import struct Foundation.Data") == "Foundation")
        #expect(Self.importedModule("let imported = 1") == nil)
    }
}
