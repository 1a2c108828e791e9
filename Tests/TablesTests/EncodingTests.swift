import Tables
import Testing
import Vocabulary

@Suite("Bytes to text")
struct EncodingTests {
    private static let text = "No,Action\n1,Café – “plan”\n"
    private static let cells = [["No", "Action"], ["1", "Café – “plan”"]]

    private static func wide(_ text: String, mark: [UInt8], highFirst: Bool) -> [UInt8] {
        mark
            + text.utf16.flatMap { unit in
                let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
                return highFirst ? [high, low] : [low, high]
            }
    }

    static let files: [(String, [UInt8])] = [
        ("UTF-8", Array(text.utf8)),
        ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
        ("UTF-16 little-endian", wide(text, mark: [0xFF, 0xFE], highFirst: false)),
        ("UTF-16 big-endian", wide(text, mark: [0xFE, 0xFF], highFirst: true)),
        ("UTF-16 without a mark", wide(text, mark: [], highFirst: false)),
        ("UTF-16 big-endian without a mark", wide(text, mark: [], highFirst: true)),
        (
            "Windows-1252",
            Array("No,Action\n1,Caf".utf8) + [0xE9, 0x20, 0x96, 0x20, 0x93] + Array("plan".utf8) + [0x94, 0x0A]
        ),
    ]

    @Test("Every encoding gives the same cells", arguments: files)
    func decodes(_ name: String, _ bytes: [UInt8]) {
        let found = Found(bytes: bytes, .csv)
        #expect(found.cells == Self.cells, "\(name)")
        #expect(found.problems.isEmpty, "\(name)")
    }

    @Test("A few stray bytes in UTF-8 are read as Windows-1252, with a warning")
    func repairs() {
        let found = Found(bytes: Array("é,é,é,é,é\nx,".utf8) + [0x92] + Array(",y,z,w\n".utf8), .csv)
        #expect(found.cells.last == ["x", "’", "y", "z", "w"])
        #expect(found.codes == ["encoding-doubtful"])
        #expect(found.problems.first?.place.line == 2)
    }

    @Test("A broken pair in UTF-16 is a warning, not a crash")
    func survivesBrokenPairs() {
        let found = Found(bytes: [0xFF, 0xFE, 0x41, 0x00, 0x00, 0xD8, 0x42, 0x00, 0x43], .text)
        #expect(found.paragraphs.first?.text == "A\u{FFFD}B")
        #expect(found.codes == ["encoding-doubtful"])
    }

    static let refusals: [(String, [UInt8], String)] = [
        ("empty", [], "The file is empty."),
        ("empty", Array(" \r\n\t\n".utf8), "The file is empty."),
        ("pdf", Array("%PDF-1.7\n".utf8), "This is a PDF. Ask for the Word or Excel file"),
        ("packed", [0x50, 0x4B, 0x03, 0x04, 0x14], "This is a spreadsheet, a Word document or a zip file"),
        ("old-office", [0xD0, 0xCF, 0x11, 0xE0, 0xA1], "This is a file of an older office program"),
        ("rich-text", Array("{\\rtf1 x}".utf8), "This is a rich text file"),
        ("picture", [0x89, 0x50, 0x4E, 0x47, 0x0D], "This is a picture"),
        ("flat-xml", Array("<?xml version=\"1.0\"?><Workbook/>".utf8), "This is a spreadsheet saved as XML"),
        ("not-text", [UInt8](repeating: 0, count: 500), "This file is neither text nor"),
        ("not-text", (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }, "This file is neither text nor"),
        ("wide-text", [0xFF, 0xFE, 0x00, 0x00, 0x41, 0, 0, 0], "This text is written in UTF-32"),
    ]

    @Test("What is not text is refused in a plain sentence", arguments: refusals.indices)
    func refuses(_ number: Int) {
        let (code, bytes, sentence) = Self.refusals[number]
        for kind in ReadKind.allCases {
            let found = Found(bytes: bytes, kind)
            #expect(found.blocks.count == 1)
            #expect(found.problems.first?.code == code)
            #expect(found.problems.first?.severity == .error)
            #expect(found.problems.first?.message.hasPrefix(sentence) == true)
        }
    }

    @Test("More than 20 MB is refused")
    func refusesTooLarge() {
        let found = Found(bytes: [UInt8](repeating: 0x61, count: ReadingLimits.fileBytes + 1))
        #expect(found.codes == ["too-large"])
    }
}
