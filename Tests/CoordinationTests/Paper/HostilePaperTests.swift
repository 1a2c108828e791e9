import Charts
import Coordination
import Foundation
import Reporting
import TestSupport
import Testing
import Vocabulary

@Suite(
    "A hostile paper reaches nothing", .enabled(if: PaperFiles.hasPDF && PaperFiles.hasDocuments, "needs the writers"))
struct HostilePaperTests {
    /// Fifty documents: each way to a socket or a file in every field, and twice as many in all.
    @Test("Fifty papers full of addresses and paths, as PDF and as Word document: no socket touched, no file read")
    func fifty() async throws {
        try await PaperFiles.inFolder { folder in
            let wire = try #require(TripWire(in: folder))
            let papers = (wire.texts + HostileText.all.prefix(50 - wire.texts.count)).map(Self.filled)
            #expect(papers.count == 50)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, paper) in papers.enumerated() {
                    group.addTask {
                        let pdf = try await Self.patient.pdf(paper)
                        let docx = try await Self.patient.docx(paper)
                        #expect(!Self.tells(pdf, wire.secret), "PDF \(number)")
                        let look = try DocxLook(docx)
                        for name in look.names {
                            #expect(!look.part(name).contains(wire.secret), "\(number) \(name)")
                            #expect(!look.part(name).contains("root:x:0"), "\(number) \(name)")
                        }
                        #expect(!look.part("word/_rels/document.xml.rels").contains("TargetMode"), "\(number)")
                        if number % 10 == 0 {
                            try await PaperFiles.inFolder { inner in
                                let text = try PDFLook(pdf, in: inner).raw
                                #expect(!text.contains(wire.secret) && !text.contains("root:x:0"), "PDF \(number)")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(!wire.wasTouched)
        }
    }

    @Test("Outside the cage, and given addresses as markup, the writer of PDF files still refuses all of them")
    func refusing() async throws {
        try await PaperFiles.inFolder { folder in
            let wire = try #require(TripWire(in: folder))
            let markup =
                "<html lang=en><title>t</title><p>start</p>" + wire.texts.joined(separator: "\n") + "<p>end</p>"
            let page = "\(folder)/page.html"
            try Data(markup.utf8).write(to: URL(fileURLWithPath: page))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: try #require(PaperFiles.tools.pdfWriter))
            process.arguments = ["-I", "-B", "-c", PaperPress.pdfScript]
            process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: page))
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = FileHandle.nullDevice
            try process.run()
            let pdf = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
            process.waitUntilExit()
            #expect(pdf.starts(with: Array("%PDF".utf8)))
            #expect(!Self.tells(pdf, wire.secret))
            let text = try PDFLook(pdf, in: folder).raw
            #expect(text.contains("start"))
            #expect(!text.contains(wire.secret))
            #expect(!wire.wasTouched)
        }
    }

    @Test("The wire is one: who comes is seen")
    func wire() async throws {
        try await PaperFiles.inFolder { folder in
            let wire = try #require(TripWire(in: folder))
            #expect(!wire.wasTouched)
            let python = try #require(PaperFiles.tools.pdfWriter)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: python)
            process.arguments = ["-c", "import socket; socket.create_connection(('127.0.0.1', \(wire.port)))"]
            try process.run()
            process.waitUntilExit()
            #expect(wire.wasTouched)
        }
    }

    /// All fifty wait for their turn.
    private static let patient = PaperPress(
        tools: PaperFiles.tools,
        limits: CageLimits(descriptors: 64, inputBytes: 64 << 20, outputBytes: 128 << 20, patience: .seconds(500)))

    private static func tells(_ bytes: [UInt8], _ secret: String) -> Bool {
        Data(bytes).range(of: Data(secret.utf8)) != nil
    }

    /// The same words in every field there is.
    static func filled(_ text: String) -> Paper {
        let status = PaperStatus(shape: text, word: text, colour: text)
        let table = PaperTable(
            caption: text, columns: [PaperColumn(text), PaperColumn(text, isNumber: true)],
            rows: [
                .group(text, level: 1), .cells([PaperCell(text, isHeading: true), PaperCell(text, status: status)]),
            ], empty: text)
        let drawings = [
            "<svg viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>",
            "<svg viewBox=\"0 0 9 9\"><image href=\"\(text)\" width=\"9\" height=\"9\"/></svg>", text,
        ].map { Drawing(svg: $0, width: 9, height: 9) }
        let figure = Figure(drawings: drawings, title: text, subtitle: text, summary: text, source: text)
        return Paper(
            title: text, subtitle: text, language: text, marking: .official, facts: [PaperFact(text, text)],
            notice: text, foot: text,
            sections: [
                PaperSection(id: text, title: text, blocks: [.heading(text), .paragraph(text), .list([text])]),
                PaperSection(
                    id: text, title: text, blocks: [.table(table), .figure(PaperFigure(figure, table: table))]),
            ])
    }
}
