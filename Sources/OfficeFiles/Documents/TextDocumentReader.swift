public import Tables
import Vocabulary

/// Reads Word documents and OpenDocument texts into blocks.
///
/// A Word document is made plain by us and then read by pandoc as a child of this process; an OpenDocument text is
/// read by ourselves. Both come out as the markup of a page and are read on as one.
public struct TextDocumentReader {
    /// Where pandoc is, unless a setting says otherwise.
    public static let standardPandoc = PandocRun.standardPath

    /// What pandoc is asked for, with nothing to read: to see whether it answers.
    public static let pandocTrial = PandocRun.words("markdown")

    private let pandoc: String

    public init(pandoc: String = TextDocumentReader.standardPandoc) { self.pandoc = pandoc }

    /// - Parameters:
    ///   - file: the archive, its list of contents checked.
    ///   - kind: `docx` or `odt`.
    public func read(_ file: ZipArchive, kind: OfficeKind, into pass: (Block) -> Void) {
        var file = file
        do {
            let found = kind == .odt ? try openDocument(&file) : try word(&file)
            let pages = DocumentReader.page(found.page)
            guard pages.contains(where: \.isText) else {
                return pass(.problem(found.hasPictures ? Sentences.onlyPictures : Sentences.empty))
            }
            for block in pages { pass(Sentences.without(line: block)) }
            for problem in found.problems { pass(.problem(problem)) }
            if file.hasMacros { pass(.problem(Sentences.macros)) }
        } catch let refusal as ZipRefusal {
            pass(.problem(refusal.problem))
        } catch let fault as PartFault {
            pass(.problem(Sentences.of(fault)))
        } catch let fault as PandocRun.Fault {
            pass(.problem(Sentences.of(fault)))
        } catch {
            pass(.problem(Sentences.of(PartFault.damaged)))
        }
    }

    private struct Found {
        var page: [UInt8]
        var problems: [Problem]
        var hasPictures: Bool
    }

    private func word(_ file: inout ZipArchive) throws -> Found {
        let package = try WordPackage(&file)
        let json = try PandocRun(path: pandoc).json(of: package.archive, format: "docx")
        guard let page = PandocPage(json) else { throw PandocRun.Fault.failed }
        var problems = Sentences.about(package.findings, notesInTables: page.notesInTables)
        if page.letters < package.findings.letters || page.isCut {
            problems.append(Sentences.lost(package.findings.letters - page.letters))
        }
        return Found(
            page: page.bytes, problems: problems,
            hasPictures: file.directory.entries.contains { $0.name.contains("/media/") })
    }

    private func openDocument(_ file: inout ZipArchive) throws -> Found {
        if let manifest = try file.part("META-INF/manifest.xml", most: 4_000_000), try Manifest.isEncrypted(manifest) {
            throw ZipRefusal.protected
        }
        guard let content = try file.part("content.xml", most: WordPackage.mostBytes) else { throw PartFault.damaged }
        var styles = OpenDocumentStyles()
        if let part = try file.part("styles.xml", most: WordPackage.mostBytes) { try styles.add(part) }
        try styles.add(content)
        let page = try OpenDocumentPage(content, styles: styles)
        return Found(
            page: page.bytes, problems: Sentences.about(page.findings, notesInTables: page.notesInTables),
            hasPictures: page.pictures > 0)
    }
}

/// The list of parts of an OpenDocument file.
enum Manifest {
    static func isEncrypted(_ part: [UInt8]) throws(PartFault) -> Bool {
        var scan = XMLScan(part)
        while let event = try scan.next() {
            if case .open(let tag) = event, scan.name(tag) == "encryption-data" { return true }
        }
        return false
    }
}

extension Block {
    fileprivate var isText: Bool {
        if case .problem = self { false } else { true }
    }
}

extension ZipArchive {
    /// Whether the file brings programs along; none of them is ever run.
    var hasMacros: Bool {
        directory.entries.contains {
            let name = $0.name.lowercased()
            return name.hasSuffix("vbaproject.bin") || name.hasPrefix("basic/") || name.hasPrefix("scripts/")
        }
    }
}

/// The two steps between which pandoc stands, each alone: so that tests can send anything through them.
package enum DocumentSteps {
    /// A part of a Word document as pandoc is given it; nil where it is no sound XML.
    package static func mended(_ part: [UInt8]) -> [UInt8]? { try? WordMending.mend(part).part }

    /// The blocks of what pandoc says; nil where it says nothing that is understood.
    package static func blocks(ofPandoc json: [UInt8]) -> [Block]? {
        PandocPage(json).map { DocumentReader.page($0.bytes) }
    }
}
