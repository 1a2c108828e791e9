import Glibc
import OfficeFiles
import Tables
import Vocabulary

/// `cornerstone-reader read KIND [--name NAME] [--pandoc PATH]`: a file on standard input, frames on standard output.
@main
struct Reader {
    static let version = "0.1.0"
    private static let usage =
        "usage: cornerstone-reader read auto|csv|text|markdown|html|xlsx|ods|docx|odt [--name NAME] [--pandoc PATH]\n"

    static func main() {
        Limits.apply()
        // A server that stops listening ends the reading.
        signal(SIGPIPE, SIG_DFL)
        exit(run(Array(CommandLine.arguments.dropFirst())))
    }

    private static func run(_ words: [String]) -> Int32 {
        if words == ["--version"] {
            Output.write(Array("cornerstone-reader \(version)\n".utf8), to: STDOUT_FILENO)
            return EX_OK
        }
        guard let asked = asked(words) else { return fail(usage, EX_USAGE) }
        do {
            try read(asked)
            return EX_OK
        } catch let refusal as InputRefusal {
            return fail(refusal.sentence, refusal.code)
        } catch {
            return fail("The file could not be handed on. Read it again.\n", EX_IOERR)
        }
    }

    private struct Asked {
        var kind: ReadKind
        var name = ""
        var pandoc = TextDocumentReader.standardPandoc
    }

    private static func asked(_ words: [String]) -> Asked? {
        guard words.count >= 2, words.count % 2 == 0, words[0] == "read", let kind = ReadKind(rawValue: words[1]) else {
            return nil
        }
        var asked = Asked(kind: kind)
        for index in stride(from: 2, to: words.count, by: 2) {
            switch words[index] {
            case "--name": asked.name = words[index + 1]
            case "--pandoc": asked.pandoc = words[index + 1]
            default: return nil
            }
        }
        return asked
    }

    private static func read(_ asked: Asked) throws {
        let file = try Input.all(from: STDIN_FILENO, most: ReadingLimits.fileBytes)
        var encoder = FrameEncoder()
        var output = Output()
        var fault: (any Error)?
        let pass: (Block) -> Void = { block in
            guard fault == nil else { return }
            do {
                try append(block, to: &output, with: &encoder)
                try output.writeIfFull()
            } catch {
                fault = error
            }
        }
        if OfficeReader.takes(file, kind: asked.kind) {
            OfficeReader.read(file, name: asked.name, kind: asked.kind, pandoc: asked.pandoc, into: pass)
        } else {
            DocumentReader.read(file, name: asked.name, kind: asked.kind, into: pass)
        }
        if let fault { throw fault }
        try encoder.appendEnd(to: &output.bytes)
        try output.writeAll()
    }

    /// A row or paragraph that no frame can hold is sent as a problem.
    private static func append(_ block: Block, to output: inout Output, with encoder: inout FrameEncoder) throws {
        do {
            try encoder.append(block, to: &output.bytes)
        } catch FrameFault.tooLong {
            let problem = Problem(
                place: place(of: block), severity: .error, code: "part-too-long",
                message: "One row or paragraph holds more than 4 MB and was left out. Split it and send the parts.")
            try encoder.append(.problem(problem), to: &output.bytes)
        }
    }

    private static func place(of block: Block) -> Place {
        switch block {
        case .heading(let heading): heading.place
        case .paragraph(let paragraph): paragraph.place
        case .sheet(let sheet): sheet.place
        case .row(let row): row.place
        case .problem(let problem): problem.place
        }
    }

    private static func fail(_ sentence: String, _ code: Int32) -> Int32 {
        Output.write(Array(sentence.utf8), to: STDERR_FILENO)
        return code
    }
}
