import Foundation

/// The sources as the house tests read them.
struct SourceFile {
    /// From the root of the repository: `Sources/Tables/Block.swift`.
    let path: String
    let lines: [String]
    /// Code without comments and without the insides of string literals, line by line.
    let code: [String]

    init(path: String, lines: [String]) {
        self.path = path
        self.lines = lines
        var inBlock = false
        var inText = false
        code = lines.map { SourceFile.strip($0, inBlock: &inBlock, inText: &inText) }
    }

    /// The folder below `Sources`: the target.
    var room: String { String(path.split(separator: "/")[1]) }

    private static func strip(_ line: String, inBlock: inout Bool, inText: inout Bool) -> String {
        var out = ""
        var inString = false
        var index = line.startIndex
        while index < line.endIndex {
            let rest = line[index...]
            if inText {
                guard rest.hasPrefix("\"\"\"") else { index = line.index(after: index); continue }
                inText = false
                index = line.index(index, offsetBy: 3)
            } else if inBlock {
                guard rest.hasPrefix("*/") else { index = line.index(after: index); continue }
                inBlock = false
                index = line.index(index, offsetBy: 2)
            } else if inString {
                if rest.hasPrefix("\\") {
                    index = line.index(index, offsetBy: 2, limitedBy: line.endIndex) ?? line.endIndex
                } else {
                    if rest.hasPrefix("\"") { inString = false }
                    index = line.index(after: index)
                }
            } else if rest.hasPrefix("//") {
                break
            } else if rest.hasPrefix("/*") {
                inBlock = true
                index = line.index(index, offsetBy: 2)
            } else if rest.hasPrefix("\"\"\"") {
                inText = true
                index = line.index(index, offsetBy: 3)
            } else if rest.hasPrefix("\"") {
                inString = true
                index = line.index(after: index)
            } else {
                out.append(line[index])
                index = line.index(after: index)
            }
        }
        return out
    }
}

enum SourceTree {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let cached = Result { try read("Sources") }

    /// Every Swift file below a folder of the repository.
    static func files(below folder: String) throws -> [SourceFile] {
        folder == "Sources" ? try cached.get() : try read(folder)
    }

    private static func read(_ folder: String) throws -> [SourceFile] {
        let base = root.appendingPathComponent(folder).resolvingSymlinksInPath()
        let names = try FileManager.default.subpathsOfDirectory(atPath: base.path).sorted()
        // A search that finds nothing because it looked nowhere must not pass.
        guard names.count > 20 else { throw CocoaError(.fileReadNoSuchFile) }
        return try names.filter { $0.hasSuffix(".swift") && !$0.contains(".build/") }.map { name in
            let text = try String(contentsOf: base.appendingPathComponent(name), encoding: .utf8)
            return SourceFile(path: "\(folder)/\(name)", lines: text.components(separatedBy: "\n"))
        }
    }
}
