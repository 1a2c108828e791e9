import Coordination
import Foundation
import OfficeFixtures
import Tables
import Testing
import Vocabulary

/// The files of `HostileFile.all`, through the reader in its cage, as an upload goes.
@Suite("Office files that mean harm, in the cage", .serialized)
struct HostileOfficeFilesTests {
    private static let reader = ReaderCage.readerPath(setting: nil)

    private struct Ending {
        var outcome: HostileFile.Outcome
        /// What a person is told.
        var sentence: String
    }

    private func ending(_ file: HostileFile, _ bytes: [UInt8]) async -> Ending {
        do {
            let found = try await ReaderCage(readerPath: Self.reader).read(bytes: bytes, name: file.name)
            let problems = found.compactMap { if case .problem(let problem) = $0 { problem } else { nil } }
            let first = problems.first { $0.severity == .error } ?? problems.first
            return Ending(
                outcome: .read(Set(problems.map(\.code)).sorted()),
                sentence: "Read." + (first.map { " \($0.message)" } ?? ""))
        } catch ReadingRefusal.refused(let problem) {
            return Ending(outcome: .refused(problem.code), sentence: problem.message)
        } catch {
            return Ending(outcome: .refused("\(error)"), sentence: error.words.sentence)
        }
    }

    @Test("Each ends in a plain sentence or a right reading, and the reference page lists them")
    func table() async throws {
        var lines: [String] = []
        for file in HostileFile.all {
            let bytes = file.make()
            let ending = await ending(file, bytes)
            #expect(ending.outcome == file.outcome, "\(file.name)")
            lines.append("| `\(file.name)` | \(file.what) | \(ending.sentence.replacing("|", with: "\\|")) |")
        }
        // The page holds the documents too, which need pandoc.
        if HostileFile.hasPandoc { try compare(Self.page(lines)) }
    }

    private static func page(_ lines: [String]) -> String {
        """
        # Hostile files

        Written by a test; not by hand. The tests make each of these files, send it through the caged reader as an upload goes, and compare what a person is told with
        this page. None of them may end the server, reach the network or a file, or leave half a plan behind. How a file is opened:
        [decision 27](../decisions/0027-spreadsheets-are-read-by-our-own-reader.md) for spreadsheets,
        [decision 29](../decisions/0029-documents-through-pandoc-and-by-ourselves.md) for documents.

        | file | what is wrong with it | what a person is told |
        |---|---|---|
        \(lines.joined(separator: "\n"))

        \(lines.count) files.

        """
    }

    private func compare(_ page: String) throws {
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Documentation/reference/hostile-files.md")
        if ProcessInfo.processInfo.environment["CORNERSTONE_WRITE_REFERENCE"] != nil {
            try Data(page.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == page)
    }

    @Test("A workbook is read in the cage as it is in a test")
    func reads() async throws {
        let file = try #require(HostileFile.named("workbook.csv"))
        let found = try await ReaderCage(readerPath: Self.reader).read(
            bytes: file.make(), name: "plan.xlsx", kind: .xlsx)
        #expect(found.count == 3)
    }
}
