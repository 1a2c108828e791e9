import Coordination
import Foundation
import Testing

/// The programs that make and look into files, where this machine has them.
enum PaperFiles {
    static let tools = PaperTools.found(pdfWriter: ProcessInfo.processInfo.environment["CORNERSTONE_PDF_WRITER"])
    /// All tests share it, so each waits for its turn as long as it takes.
    static let press = PaperPress(
        tools: tools,
        limits: CageLimits(
            descriptors: 64, inputBytes: 64 << 20, outputBytes: 128 << 20, together: 2, inLine: 1_000,
            patience: .seconds(600)))

    static let hasPDF = tools.pdfWriter != nil && program("pdftotext") != nil && program("pdfinfo") != nil
    static let hasDocuments = tools.documentWriter != nil && tools.pictureMaker != nil
    static let hasOffice = hasDocuments && program("soffice") != nil

    static func program(_ name: String) -> String? {
        ["/usr/local/bin/\(name)", "/usr/bin/\(name)", "/bin/\(name)"]
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// A folder of its own for one test, gone afterwards.
    static func inFolder<Value>(_ work: (String) async throws -> Value) async throws -> Value {
        let folder = NSTemporaryDirectory() + "/paper-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await work(folder)
    }

    /// What a program of the system says about files; its standard output.
    static func output(_ name: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(program(name)))
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }

    /// Keeps a file where `CORNERSTONE_KEEP_PAPER` says, for a person to look at.
    static func keep(_ bytes: [UInt8], _ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["CORNERSTONE_KEEP_PAPER"] else { return }
        try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    /// Text without white space and soft breaks, as two programs that set lines differently agree on it.
    static func squeezed(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{AD}" && $0 != "\u{200B}" }))
    }
}

/// What a PDF file says about itself and on its pages.
struct PDFLook {
    let info: String
    let pages: [String]
    let fonts: String
    /// All text in the order it was written, so that the lines of one cell follow each other.
    let raw: String

    init(_ bytes: [UInt8], in folder: String) throws {
        let path = "\(folder)/look.pdf"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        info = try PaperFiles.output("pdfinfo", [path])
        pages = try PaperFiles.output("pdftotext", ["-layout", path, "-"]).components(separatedBy: "\u{C}").dropLast()
        raw = try PaperFiles.output("pdftotext", ["-raw", path, "-"])
        fonts = try PaperFiles.output("pdffonts", [path])
    }

    var squeezed: String { PaperFiles.squeezed(raw) }
}
