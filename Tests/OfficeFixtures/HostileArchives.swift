import OfficeFiles

extension HostileFile {
    /// A plan as anybody has it.
    static var plan: XLSXMaking {
        XLSXMaking(
            rows: XLSXMaking.row(1, ["Action", "Lead", "By when"], style: 1)
                + XLSXMaking.row(2, ["Open a clinic", "Health", "March 2027"]))
    }

    private static func zip(_ parts: [(String, [UInt8])], _ packing: ZipWriter.Packing = .deflated) -> [UInt8] {
        var writer = ZipWriter()
        for (name, content) in parts { writer.add(name, content, packing: packing) }
        return writer.finished()
    }

    private static func holding(_ name: String) -> @Sendable () -> [UInt8] {
        {
            var made = plan
            made.parts = [(name, Array("x".utf8))]
            return made.made()
        }
    }

    private static func edited(_ edit: @escaping @Sendable (ZipEditing) -> ZipEditing) -> @Sendable () -> [UInt8] {
        { edit(ZipEditing(plan.made())).bytes }
    }

    private static let zeros: @Sendable (Int) -> [UInt8] = { [UInt8](repeating: 0x20, count: $0) }

    /// A part that holds the header and the content of the next one.
    private static let overlapping: @Sendable () -> [UInt8] = {
        let editing = ZipEditing(zip([("a", Array("first".utf8)), ("b", Array("other".utf8))], .stored))
        let span = 5 + 31 + 5
        return editing.size(0, span).list(0, 20, span, 4).header(0, 18, span, 4).bytes
    }

    /// What is wrong lies in the archive, before any part is looked at.
    static let archives: [HostileFile] = [
        HostileFile("noise.xlsx", "random bytes", .refused("not-text")) {
            (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) & 0x1F }
        },
        HostileFile("picture.xlsx", "a picture under another name", .refused("picture")) {
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + zeros(100)
        },
        HostileFile("values.xlsx", "comma-separated values under another name", .read([])) {
            Array("Action,Lead,By when\nOpen a clinic,Health,March 2027\n".utf8)
        },
        HostileFile("workbook.csv", "a workbook under another name", .read([])) { plan.made() },
        HostileFile("plain.xlsx", "a zip file without a workbook", .refused("packed")) {
            zip([("readme.txt", Array("hello".utf8))])
        },
        HostileFile("nested.zip", "zip files inside each other", .refused("packed")) {
            (0..<8).reduce(zeros(1_000_000)) { inner, level in zip([("level\(level).zip", inner)]) }
        },
        HostileFile("empty.xlsx", "an archive of nothing", .refused("packed")) { ZipWriter().finished() },
        HostileFile("embedded.xlsx", "a zip file embedded in a workbook", .read([])) {
            var made = plan
            made.parts = [("xl/embeddings/bomb.zip", zip([("a", zeros(1_000_000))]))]
            return made.made()
        },
        HostileFile("bomb.xlsx", "240 MB of spaces, packed into 240 kB", .refused("too-large-inside")) {
            let part = zeros(120_000_000)
            return zip([("[Content_Types].xml", part), ("_rels/.rels", part)])
        },
        HostileFile("quiet-bomb.xlsx", "a sheet of 60 MB that says it has 2,000 bytes", .refused("damaged")) {
            var made = plan
            made.parts = [("xl/worksheets/sheet1.xml", zeros(60_000_000))]
            let editing = ZipEditing(made.made())
            return editing.size(editing.last, 2_000).bytes
        },
        HostileFile("too-much-said.xlsx", "a sheet that says it is larger than it is", .refused("damaged")) {
            let editing = ZipEditing(plan.made())
            return editing.size(editing.last, 9_000).bytes
        },
        HostileFile("impossible.xlsx", "a size that no packing reaches", .refused("damaged")) {
            let editing = ZipEditing(plan.made())
            return editing.size(editing.last, 140_000_000).bytes
        },
        HostileFile(
            "two-sizes.xlsx", "list and header give two sizes", .refused("damaged"), edited { $0.header(1, 22, 7, 4) }),
        HostileFile("overlap.xlsx", "one part lies over another", .refused("damaged"), overlapping),
        HostileFile(
            "beyond.xlsx", "a part outside the file", .refused("damaged"), edited { $0.list(1, 42, 90_000_000, 4) }),
        HostileFile(
            "checksum.xlsx", "a wrong checksum", .refused("damaged"),
            edited { $0.list(1, 16, 1, 4).header(1, 14, 1, 4) }),
        HostileFile("half.xlsx", "cut off in the middle", .refused("damaged")) {
            let whole = plan.made()
            return Array(whole[..<(whole.count / 2)])
        },
        HostileFile("last-byte.xlsx", "the last byte is missing", .refused("damaged")) {
            Array(plan.made().dropLast())
        },
        HostileFile("tail.xlsx", "bytes behind the end", .refused("damaged")) { plan.made() + zeros(100_000) },
        HostileFile(
            "locked.xlsx", "parts are encrypted", .refused("protected"), edited { $0.list(0, 8, 1).header(0, 6, 1) }),
        HostileFile("aes.xlsx", "parts are encrypted with AES", .refused("protected"), edited { $0.list(0, 10, 99) }),
        HostileFile("parent.xlsx", "a name with ../", .refused("unsafe-archive"), holding("../../etc/cron.d/plan")),
        HostileFile(
            "absolute.xlsx", "a name from the root of the disk", .refused("unsafe-archive"), holding("/etc/passwd")),
        HostileFile("drive.xlsx", "a name with a drive letter", .refused("unsafe-archive"), holding("C:/plan.xml")),
        HostileFile("backslash.xlsx", "a name with \\", .refused("unsafe-archive"), holding("xl\\plan.xml")),
        HostileFile("nul.xlsx", "a name with a zero byte", .refused("unsafe-archive"), holding("xl/plan.xml\u{0}.txt")),
        HostileFile(
            "link.xlsx", "a link in place of a part", .refused("unsafe-archive"),
            edited { $0.list(0, 4, 0x0314).list(0, 38, 0xA1FF_0000, 4) }),
        HostileFile("twice.xlsx", "two parts of one name", .refused("unsafe-archive")) {
            zip([("a.xml", []), ("a.xml", [])])
        },
        HostileFile(
            "case.xlsx", "names that differ only in capitals", .refused("unsafe-archive"), holding("XL/Workbook.xml")),
        HostileFile("crowd.xlsx", "1,001 parts", .refused("too-large-inside")) {
            zip((1...1_001).map { ("part\($0)", []) }, .stored)
        },
        HostileFile("disks.xlsx", "one piece of several", .refused("strange-packing"), edited { $0.end(4, 1) }),
        HostileFile("lzma.xlsx", "packed in another way", .refused("strange-packing"), edited { $0.list(0, 10, 14) }),
    ]
}
