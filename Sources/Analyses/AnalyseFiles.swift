import Geography

/// A file that was read, with the name it goes by in what is said about it.
public struct NamedFile: Hashable, Sendable {
    public var name: String
    public var bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

extension AnalyseWords {
    /// The files that these words name, in the order in which they are read.
    public func paths(for method: MethodDescription) -> [String] {
        [file] + [neighbours, boundaries].compactMap(\.self) + method.fileOptions.compactMap { options[$0] }
    }
}

extension Analysis {
    /// What the words ask for, from the bytes of the files they name.
    ///
    /// - Parameter files: by path, each of `AnalyseWords.paths(for:)`.
    /// - Throws: `AnalysisProblems`, in the words, in the files and in what is asked of them, all at once.
    public static func report(
        _ words: AnalyseWords, files: [String: NamedFile]
    ) throws(AnalysisProblems) -> AnalysisReport {
        var problems = words.problems
        func kept<Value>(_ read: () throws(AnalysisProblems) -> Value) -> Value? {
            do {
                return try read()
            } catch {
                problems += error.problems
                return nil
            }
        }
        let pairs = words.neighbours.flatMap { path in
            kept { () throws(AnalysisProblems) in
                let file = try NamedFile.of(path, files)
                return try NeighbourFile.pairs(csv: file.bytes, name: file.name)
            }
        }
        let outlines = words.boundaries.flatMap { path in
            kept { () throws(AnalysisProblems) in
                let file = try NamedFile.of(path, files)
                return try BoundaryFile.outlines(json: file.bytes, name: file.name)
            }
        }
        var tables: [String: AnalysisTable] = [:]
        for option in description.fileOptions {
            guard let path = words.options[option] else { continue }
            tables[option] = kept { () throws(AnalysisProblems) in try AnalysisTable(files, path) }
        }
        let isWhole = problems.count == words.problems.count
        let table = kept { () throws(AnalysisProblems) in try AnalysisTable(files, words.file) }
        var request: AnalysisRequest?
        // A file that could not be read is not missing as well.
        if isWhole, let table {
            let tables = tables
            request = kept { () throws(AnalysisProblems) in
                try AnalysisRequest(
                    description, table, columns: words.columns, options: words.options, neighbours: pairs,
                    boundaries: outlines, files: tables, seed: words.seed)
            }
        }
        guard problems.isEmpty, let request else { throw AnalysisProblems(problems) }
        return try report(request)
    }
}

extension MethodDescription {
    fileprivate var fileOptions: [String] { options.filter { $0.kind == .file }.map(\.name) }
}

extension NamedFile {
    fileprivate static func of(_ path: String, _ files: [String: NamedFile]) throws(AnalysisProblems) -> NamedFile {
        guard let file = files[path] else { throw AnalysisProblems("no-file", "\(path) was not read.") }
        return file
    }
}

extension AnalysisTable {
    fileprivate init(_ files: [String: NamedFile], _ path: String) throws(AnalysisProblems) {
        let file = try NamedFile.of(path, files)
        try self.init(csv: file.bytes, name: file.name)
    }
}
