import Tables
import Vocabulary

/// The records of a file of separated values: sound, and the same when they are written and read again.
enum CSVCheck {
    static func run(_ bytes: [UInt8]) -> String? {
        let blocks = DocumentReader.blocks(of: bytes, name: "plan.csv", kind: .csv)
        if let fault = BlockRules.fault(in: blocks, mostText: bytes.count * 4) { return fault }
        // Markup and entities are read as such, so what they leave may be read further: such cells are left out.
        let rows = blocks.compactMap(\.texts).map {
            $0.filter { text in !text.utf8.contains { $0 == 0x26 || $0 == 0x3C } }
        }
        .filter { $0.count > 1 }
        let written = "sep=,\r\n" + rows.map(CSVWriter.line).joined()
        let again = DocumentReader.blocks(of: Array(written.utf8), name: "plan.csv", kind: .csv).compactMap(\.texts)
            .map { $0.map(SafeCell.unguarded) }
        for (row, found) in zip(rows, again) where row != found { return "written \(row), read \(found)" }
        return rows.count == again.count ? nil : "\(rows.count) rows written, \(again.count) read"
    }
}

/// Text and Markdown with drawn tables, as itself and as a file that nobody has named.
enum TextCheck {
    static func run(_ bytes: [UInt8]) -> String? {
        for kind in [ReadKind.text, .markdown, .auto] {
            let blocks = DocumentReader.blocks(of: bytes, name: "", kind: kind)
            if let fault = BlockRules.fault(in: blocks, mostText: bytes.count * 4) { return "\(kind): \(fault)" }
        }
        return nil
    }
}

enum HTMLCheck {
    static func run(_ bytes: [UInt8]) -> String? {
        let blocks = DocumentReader.blocks(of: bytes, name: "plan.html", kind: .html)
        return BlockRules.fault(in: blocks, mostText: bytes.count * 4)
    }
}

/// The stream between the reader and the server: the same in pieces of any size, and the same when it is written again.
///
/// The first byte says how large the pieces are. What does not begin as a stream is read as a page, whose blocks are sent.
enum FrameCheck {
    static func run(_ bytes: [UInt8]) -> String? {
        guard let size = bytes.first else { return nil }
        let stream = Array(bytes.dropFirst())
        let whole = read(stream, pieces: stream.count)
        guard read(stream, pieces: Int(size) + 1) == whole else { return "pieces of \(Int(size) + 1) read otherwise" }
        let blocks: [Block]
        switch whole {
        case .success(let found): blocks = found
        case .failure: blocks = DocumentReader.blocks(of: stream, name: "", kind: .html)
        }
        var encoder = FrameEncoder()
        var sent: [UInt8] = []
        do {
            for block in blocks { try encoder.append(block, to: &sent) }
            try encoder.appendEnd(to: &sent)
        } catch {
            return "blocks that cannot be sent: \(error)"
        }
        return read(sent, pieces: Int(size) + 1) == .success(blocks) ? nil : "what was sent arrives otherwise"
    }

    private static func read(_ stream: [UInt8], pieces: Int) -> Result<[Block], FrameFault> {
        var decoder = FrameDecoder()
        var found: [Block] = []
        do {
            for start in stride(from: 0, to: stream.count, by: max(1, pieces)) {
                found += try decoder.take(stream[start..<min(stream.count, start + pieces)])
            }
            try decoder.finish()
            return .success(found)
        } catch let fault as FrameFault {
            return .failure(fault)
        } catch {
            return .failure(.notAFrame)
        }
    }
}

extension Block {
    fileprivate var texts: [String]? {
        if case .row(let row) = self { row.cells.map(\.text) } else { nil }
    }
}
