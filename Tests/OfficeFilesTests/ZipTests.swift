import OfficeFiles
import Testing
import Vocabulary

@Suite("The archive under office files")
struct ZipTests {
    private func archive(_ parts: [(String, String)], _ packing: ZipWriter.Packing = .deflated) -> [UInt8] {
        var writer = ZipWriter()
        for (name, text) in parts { writer.add(name, text, packing: packing) }
        return writer.finished()
    }

    private func refusal(_ bytes: [UInt8]) -> ZipRefusal? {
        do {
            var archive = try ZipArchive(bytes)
            for entry in archive.directory.entries { try archive.unpack(entry) { _ in true } }
            return nil
        } catch {
            return error
        }
    }

    /// The positions at which the bytes of a number or text stand.
    private func positions(_ needle: [UInt8], in bytes: [UInt8]) -> [Int] {
        bytes.indices.filter { bytes[$0...].starts(with: needle) }
    }

    private static let local: [UInt8] = [0x50, 0x4B, 3, 4]
    private static let central: [UInt8] = [0x50, 0x4B, 1, 2]
    private static let end: [UInt8] = [0x50, 0x4B, 5, 6]

    private func edited(_ bytes: [UInt8], _ mark: [UInt8], _ offset: Int, _ value: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for position in positions(mark, in: bytes) {
            bytes.replaceSubrange(position + offset..<position + offset + value.count, with: value)
        }
        return bytes
    }

    @Test("What is written is read back, stored and deflated", arguments: [ZipWriter.Packing.deflated, .stored])
    func roundTrip(packing: ZipWriter.Packing) throws {
        let long = String(repeating: "The plan of the city. ", count: 20_000)
        let bytes = archive([("a.xml", "hello"), ("b/c.xml", long), ("empty", "")], packing)
        var found = try ZipArchive(bytes)
        #expect(found.directory.entries.map(\.name) == ["a.xml", "b/c.xml", "empty"])
        #expect(try found.part("a.xml") == Array("hello".utf8))
        #expect(try found.part("b/c.xml") == Array(long.utf8))
        #expect(try found.part("empty") == [])
        #expect(try found.part("B/C.xml") == nil)
        #expect(bytes == archive([("a.xml", "hello"), ("b/c.xml", long), ("empty", "")], packing))
    }

    @Test("A comment at the end and an archive of nothing are read")
    func comment() throws {
        var bytes = edited(archive([("a", "x")]), Self.end, 20, [3, 0])
        bytes += Array("PK!".utf8)
        #expect(refusal(bytes) == nil)
        #expect(try ZipDirectory(ZipWriter().finished()).entries.isEmpty)
    }

    @Test(
        "Names that point elsewhere are refused",
        arguments: [
            "../a", "a/../b", "/etc/passwd", "C:\\a", "c:a", "a\\b", "a\u{0}b", "./a", "a//b", "..", "a\nb",
            String(repeating: "n", count: 600),
        ])
    func names(name: String) { #expect(refusal(archive([("ok", "x"), (name, "y")])) == .unsafeName) }

    @Test("Two names that differ only in case, and a file named like a folder, are refused")
    func sameNames() {
        #expect(refusal(archive([("A.xml", "x"), ("a.XML", "y")])) == .sameName)
        #expect(refusal(archive([("a", "x"), ("a/", "")])) == .sameName)
    }

    @Test("A thousand parts are read, one more is refused")
    func entries() {
        let parts = (1...1_001).map { ("part\($0)", "") }
        #expect(refusal(archive(Array(parts.dropLast()), .stored)) == nil)
        #expect(refusal(archive(parts, .stored)) == .tooManyEntries)
    }

    @Test("A file cut at any place is damaged")
    func truncated() {
        let bytes = archive([("a.xml", "hello"), ("b.xml", "world")])
        for length in 4..<bytes.count { #expect(refusal(Array(bytes[..<length])) == .damaged, "\(length)") }
        #expect(refusal([0x50]) == .notAnArchive)
        #expect(refusal(Array("a,b,c".utf8)) == .notAnArchive)
    }

    @Test("Passwords, links, strange packing and pieces of archives are refused")
    func kinds() {
        let bytes = archive([("a", "xyz")])
        #expect(refusal(edited(edited(bytes, Self.central, 8, [1, 0]), Self.local, 6, [1, 0])) == .protected)
        #expect(refusal(edited(bytes, Self.local, 6, [1, 0])) == .protected)
        #expect(refusal(edited(bytes, Self.central, 10, [99, 0])) == .protected)
        #expect(refusal(edited(bytes, Self.central, 10, [14, 0])) == .strangePacking)
        let link = edited(edited(bytes, Self.central, 5, [3]), Self.central, 40, [0xFF, 0xA1])
        #expect(refusal(link) == .notAFile)
        #expect(refusal(edited(bytes, Self.end, 4, [1, 0])) == .severalDisks)
        #expect(refusal(edited(bytes, Self.end, 8, [2, 0])) == .severalDisks)
        #expect(refusal(edited(bytes, Self.central, 34, [1, 0])) == .severalDisks)
    }

    @Test("Sizes that are not true are refused, whichever header tells them")
    func falseSizes() {
        let bytes = archive([("a", String(repeating: "x", count: 3_000))])
        for size in [[1, 0, 0, 0], [0xB9, 0x0B, 0, 0]] as [[UInt8]] {
            let both = edited(edited(bytes, Self.central, 24, size), Self.local, 22, size)
            #expect(refusal(both) == .falseSize)
            #expect(refusal(edited(bytes, Self.local, 22, size)) == .falseSize)
        }
        #expect(refusal(edited(bytes, Self.central, 24, [0, 0, 0, 8])) == .falseSize)
        #expect(refusal(edited(bytes, Self.central, 24, [0, 0, 0, 0x10])) == .falseSize)
        let sum = edited(edited(bytes, Self.central, 16, [1, 2, 3, 4]), Self.local, 14, [1, 2, 3, 4])
        #expect(refusal(sum) == .damaged)
    }

    @Test("Parts that share bytes are refused")
    func overlaps() {
        let bytes = archive([("a", "first"), ("b", "other")], .stored)
        var same = bytes
        let records = positions(Self.central, in: bytes)
        same.replaceSubrange(records[1] + 42..<records[1] + 46, with: [0, 0, 0, 0])
        #expect(refusal(same) == .damaged)
        same[records[1] + 46] = UInt8(ascii: "a")
        #expect(refusal(same) == .sameName)
        // A part that holds the header and data of the next one.
        let second = positions(Self.local, in: bytes)[1]
        let span = UInt8(records[0] - (positions(Self.local, in: bytes)[0] + 31))
        var nested = bytes
        for at in [records[0] + 20, records[0] + 24, 18, 22] { nested[at] = span }
        #expect(second > 31)
        #expect(refusal(nested) == .overlapping)
    }

    @Test("A bomb stops at its limits: what is declared, and what comes out")
    func bombs() throws {
        let zeros = [UInt8](repeating: 0, count: 60_000_000)
        var writer = ZipWriter()
        for name in ["a", "b", "c", "d"] { writer.add(name, zeros) }
        #expect(refusal(writer.finished()) == .tooLarge)
        var three = ZipWriter()
        for name in ["a", "b", "c"] { three.add(name, zeros) }
        var archive = try ZipArchive(three.finished())
        let entry = try #require(archive.directory["a"])
        for _ in 0..<3 { try archive.unpack(entry) { _ in true } }
        #expect(throws: ZipRefusal.tooLarge) { try archive.unpack(entry) { _ in true } }
    }

    private static let refusals: [ZipRefusal] = [
        .notAnArchive, .damaged, .protected, .tooManyEntries, .tooLarge, .partTooLarge(most: ZipLimits.entryBytes),
        .falseSize, .overlapping, .unsafeName, .sameName, .notAFile, .strangePacking, .severalDisks,
    ]

    @Test("Every refusal says what to do next")
    func sentences() {
        for refusal in Self.refusals {
            #expect(refusal.sentence.hasSuffix("."))
            #expect(refusal.problem.severity == .error && !refusal.code.isEmpty)
        }
    }
}
