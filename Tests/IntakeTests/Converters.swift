import Foundation
import OfficeFiles
import Tables
import Testing

/// The office programs that turn a page into a document, where this machine has them.
enum Converter: String, CaseIterable, CustomTestStringConvertible {
    case pandoc, libreOffice

    var testDescription: String { rawValue }

    private var path: String { self == .pandoc ? "/usr/bin/pandoc" : "/usr/bin/soffice" }

    var isHere: Bool { FileManager.default.isExecutableFile(atPath: path) }

    static let here = allCases.filter(\.isHere)

    /// The page as a document of the kind.
    func convert(_ page: String, to kind: OfficeKind) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "converter-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appending(path: "plan.html")
        try Data(page.utf8).write(to: input)
        let output = folder.appending(path: "plan.\(kind.rawValue)")
        switch self {
        case .pandoc: try run(["-f", "html", "-o", output.path, input.path])
        case .libreOffice:
            let filter = kind == .docx ? "docx:MS Word 2007 XML" : "odt:writer8"
            try run([
                "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--writer", "--convert-to", filter,
                "--outdir", folder.path, input.path,
            ])
        }
        return [UInt8](try Data(contentsOf: output))
    }

    private func run(_ words: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = words
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }
}

extension TextDocumentReader {
    /// The blocks of a whole file.
    static func blocks(of bytes: [UInt8], _ kind: OfficeKind) throws -> [Block] {
        var found: [Block] = []
        TextDocumentReader().read(try ZipArchive(bytes), kind: kind) { found.append($0) }
        return found
    }
}
