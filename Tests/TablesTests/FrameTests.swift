import Tables
import Testing
import Vocabulary

@Suite("Frames between reader and server")
struct FrameTests {
    private let blocks: [Block] = [
        .heading(Heading(level: 2, text: "Aim – “one”", place: Place(page: 1, line: 1))),
        .paragraph(Paragraph(text: "a\nb", isListItem: true, place: Place(line: 2))),
        .sheet(Sheet(name: "Table", place: Place(table: 1, line: 3))),
        .row(
            Row(cells: [Cell("No", isBold: true), Cell("")], place: Place(table: 1, line: 3, row: 1), isHeader: true)),
        .row(Row(cells: [Cell("", isMerged: true), Cell("b")], place: Place(table: 1, line: 4, row: 2))),
        .row(Row(cells: [], place: Place(table: 1, line: 5, row: 3))),
        .problem(Problem(place: Place(line: 9, column: 2), severity: .warning, code: "x", message: "Do y.")),
    ]

    private func encoded(end: Bool = true) throws -> [UInt8] {
        var encoder = FrameEncoder()
        var bytes: [UInt8] = []
        for block in blocks { try encoder.append(block, to: &bytes) }
        if end { try encoder.appendEnd(to: &bytes) }
        return bytes
    }

    @Test("Blocks arrive as they were sent, whatever the pieces", arguments: [1, 3, 7, 64, 100_000])
    func arrives(_ size: Int) throws {
        let bytes = try encoded()
        var decoder = FrameDecoder()
        var found: [Block] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            found += try decoder.take(bytes[start..<min(bytes.count, start + size)])
        }
        try decoder.finish()
        #expect(found == blocks)
    }

    @Test("A stream without its end has failed")
    func needsItsEnd() throws {
        var decoder = FrameDecoder()
        _ = try decoder.take(try encoded(end: false))
        #expect(throws: FrameFault.noEnd) { try decoder.finish() }
    }

    static let faults: [([UInt8], FrameFault)] = [
        ([0xFF, 0xFF, 0xFF, 0xFF], .tooLong(bytes: 0xFFFF_FFFF)),
        ([0, 0, 0, 2, 0x7B, 0x7D], .notAFrame),
        ([0, 0, 0, 0], .notAFrame),
        ([0, 0, 0, 28] + Array("{\"end\":{\"blocks\":1,\"rows\":0}}".utf8.prefix(28)), .notAFrame),
        ([0, 0, 0, 29] + Array("{\"end\":{\"blocks\":1,\"rows\":0}}".utf8), .miscounted),
        ([0, 0, 0, 11] + Array("{\"other\":1}".utf8), .notAFrame),
    ]

    @Test("Bytes that are not frames are told apart", arguments: faults)
    func tellsFaults(_ bytes: [UInt8], _ fault: FrameFault) {
        var decoder = FrameDecoder()
        #expect(throws: fault) { _ = try decoder.take(bytes) }
    }

    @Test("Nothing may follow the end")
    func endsOnce() throws {
        var decoder = FrameDecoder()
        _ = try decoder.take(try encoded() + [0])
        #expect(throws: FrameFault.afterEnd) { try decoder.finish() }
        var other = FrameDecoder()
        let twice = try encoded() + encoded()
        #expect(throws: FrameFault.afterEnd) { _ = try other.take(twice) }
    }

    @Test("A block that no frame can hold is refused and leaves nothing behind")
    func refusesHugeBlocks() {
        var encoder = FrameEncoder()
        var bytes: [UInt8] = []
        let text = String(repeating: "a", count: ReadingLimits.frameBytes)
        #expect(throws: FrameFault.self) {
            try encoder.append(.paragraph(Paragraph(text: text, place: Place())), to: &bytes)
        }
        #expect(bytes.isEmpty)
    }
}
