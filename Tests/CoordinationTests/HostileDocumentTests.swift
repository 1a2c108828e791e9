import Coordination
import Foundation
import Glibc
import OfficeFiles
import OfficeFixtures
import Tables
import Testing
import Vocabulary

@Suite("Hostile documents are read rightly or refused in words, and the server is unharmed", .serialized)
struct HostileDocumentTests {
    private static let reader = ReaderCage.readerPath(setting: nil)
    private static let hasPandoc = HostileFile.hasPandoc

    @Test("Each is read or refused as its table says, and the memory of this process stays", .enabled(if: hasPandoc))
    func throughTheCage() async throws {
        for file in HostileFile.documents {
            let bytes = file.make()
            let before = Memory.resident
            do {
                let blocks = try await ReaderCage(readerPath: Self.reader).read(bytes: bytes, name: file.name)
                #expect(file.outcome == .read(Set(blocks.codes).sorted()), "\(file.name)")
                let words = HostileFile.finds[file.name] ?? "Map the market"
                #expect(blocks.texts.contains { $0.contains(words) }, "\(file.name)")
                #expect(!blocks.texts.contains { $0.contains("root:") || $0.contains("never agreed") })
            } catch {
                #expect(file.outcome == .refused(error.words.code), "\(file.name): \(error.sentence)")
                #expect(error.sentence.hasSuffix(".") && error.sentence.utf8.count > 40)
            }
            // What the file unfolds to is never in this process; its own bytes and its blocks may be.
            // Other tests share this process, so the figure is taken where this suite runs alone: `Scripts/prove`.
            if Memory.isAlone { #expect(Memory.resident - before < 120_000_000, "\(file.name)") }
        }
    }

    @Test("Nothing is fetched, also without the cage", .enabled(if: hasPandoc))
    func fetchesNothing() throws {
        let canary = try Canary()
        defer { canary.close() }
        for file in HostileFile.documentOutside + HostileFile.documentOpenDocuments {
            let bytes = file.make()
            // Read where the network is there, so that only the readers themselves can hold back.
            let blocks = OfficeReader.blocks(of: try canary.named(in: bytes), name: file.name)
            #expect(!blocks.texts.contains { $0.contains("root:") })
        }
        #expect(canary.visits == 0)
    }

    @Test("Where pandoc is missing, Word documents are refused with what to do, and all else is read")
    func withoutPandoc() async throws {
        let cage = ReaderCage(readerPath: Self.reader, pandocPath: "/nowhere/pandoc")
        await #expect {
            _ = try await cage.read(bytes: WordFile.file(), name: "plan.docx")
        } throws: { error in
            (error as? ReadingRefusal)?.words.code == "pandoc-missing"
                && (error as? ReadingRefusal)?.sentence.contains("install pandoc") == true
        }
        #expect(try await cage.read(bytes: WordFile.open(), name: "plan.odt").count == 4)
        let status = await cage.probe()
        #expect(status.lines.last?.verdict == .warning)
        #expect(status.lines.last?.sentence.contains("Install pandoc") == true)
    }

    @Test("A pandoc that fails, says nothing or never stops talking costs one sentence")
    func failingPandoc() async throws {
        let failures = [
            ("exit 3", "document-not-read"), ("kill -SEGV $$", "document-not-read"), ("true", "document-not-read"),
            ("echo '{\"blocks\":[{\"t\":'", "document-not-read"),
            ("exec /bin/cat /dev/zero", "document-too-large"),
        ]
        for (script, code) in failures {
            let fake = try FakeReader(script)
            defer { fake.remove() }
            let cage = ReaderCage(readerPath: Self.reader, pandocPath: fake.path)
            await #expect {
                _ = try await cage.read(bytes: WordFile.file(), name: "plan.docx")
            } throws: {
                ($0 as? ReadingRefusal)?.words.code == code
            }
        }
    }

    @Test("A pandoc that hangs is killed with the reader")
    func hangingPandoc() async throws {
        let fake = try FakeReader("exec /bin/sleep 86401.1")
        defer { fake.remove() }
        let limits = CageLimits(time: .milliseconds(1_500))
        let cage = ReaderCage(readerPath: Self.reader, pandocPath: fake.path, limits: limits)
        await #expect(throws: ReadingRefusal.timedOut(seconds: 1)) {
            _ = try await cage.read(bytes: WordFile.file(), name: "plan.docx")
        }
        #expect(try await FakeReader.isGone("86401."))
    }
}

extension [Block] {
    fileprivate var codes: [String] {
        compactMap { if case .problem(let problem) = $0 { problem.code } else { nil } }
    }

    fileprivate var texts: [String] {
        flatMap { block in
            switch block {
            case .heading(let heading): [heading.text]
            case .paragraph(let paragraph): [paragraph.text]
            case .sheet: [String]()
            case .row(let row): row.cells.map(\.text)
            case .problem(let problem): [problem.message]
            }
        }
    }
}

/// How much memory this process holds.
enum Memory {
    static var isAlone: Bool { ProcessInfo.processInfo.environment["CORNERSTONE_ALONE"] != nil }

    static var resident: Int {
        let words = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * 4_096
    }
}

/// A door on this machine that counts who knocks.
final class Canary {
    private let door: Int32
    private let port: Int

    init() throws {
        let door = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(door, pointer, length) == 0 && listen(door, 16) == 0 && getsockname(door, pointer, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRINUSE) }
        self.door = door
        port = Int(UInt16(bigEndian: address.sin_port))
        _ = fcntl(door, F_SETFL, O_NONBLOCK)
    }

    /// The archive with the address of this door in its parts.
    func named(in bytes: [UInt8]) throws -> [UInt8] {
        guard var archive = try? ZipArchive(bytes) else { return bytes }
        var parts: [(String, [UInt8])] = []
        for entry in archive.directory.entries where entry.size < 1_000_000 {
            guard let part = try archive.part(entry.name) else { continue }
            let text = String(decoding: part, as: UTF8.self).replacing("CANARY", with: "\(port)")
            parts.append((entry.name, Array(text.utf8)))
        }
        return WordFile.archive(parts)
    }

    var visits: Int {
        var count = 0
        while true {
            let visitor = accept(door, nil, nil)
            guard visitor >= 0 else { return count }
            Glibc.close(visitor)
            count += 1
        }
    }

    func close() { Glibc.close(door) }
}
