import Analyses
import ArgumentParser
import Charts
import Vocabulary

/// Every method on a CSV file, without a store.
struct Analyse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyse", abstract: "Statistics on a CSV file, without any store.",
        discussion: """
            cornerstone analyse list [--json]             every method, by the question it answers
            cornerstone analyse METHOD --help             what a method takes
            cornerstone analyse METHOD FILE.csv --ROLE COLUMN ... [--OPTION VALUE ...]
                [--neighbours PAIRS.csv | --boundaries FILE.geojson] [--seed N] [--json|--csv|--svg]

            Exit code 64 when the words are off, 65 when the table cannot be used, 66 when there is no such file.
            """)

    @Argument(parsing: .captureForPassthrough, help: "A method, a file, and what its columns hold.")
    var words: [String] = []

    func run() async throws {
        guard let first = words.first else {
            Output.complain("Say which method. These are here:\n\n\(MethodListing.text())")
            throw ExitCode(64)
        }
        switch first {
        case "list": return Output.write(words.contains("--json") ? MethodListing.json() : MethodListing.text())
        case "--help", "-h", "help":
            return Output.line(Analyse.configuration.discussion)
        default: break
        }
        guard let method = AnalysisCatalogue.method(first) else {
            Output.complain("There is no method \(first). These are here:\n\n\(MethodListing.text())")
            throw ExitCode(64)
        }
        if words.contains("--help") || words.contains("-h") {
            return Output.write(MethodListing.text(method.description))
        }
        try work(method, Array(words.dropFirst()))
    }

    private func work(_ method: any Analysis.Type, _ words: [String]) throws {
        let words = try complaining(64) { () throws(AnalysisProblems) in
            try AnalyseWords(words, for: method.description)
        }
        var read: [String: NamedFile] = [:]
        for path in words.paths(for: method.description) {
            let file = try FileArgument(path, most: AnalysisTable.largestFile)
            read[path] = NamedFile(name: file.name, bytes: file.bytes)
        }
        let files = read
        let report = try complaining(words.problems.isEmpty ? 65 : 64) { () throws(AnalysisProblems) in
            try method.report(words, files: files)
        }
        try write(report, words.form)
    }

    private func write(_ report: AnalysisReport, _ form: AnalyseWords.Form) throws {
        switch form {
        case .text: Output.write(ReportText.text(report))
        case .json: Output.write(ReportJSON.text(report))
        case .csv: Output.write(ReportCSV.text(report))
        case .svg:
            guard let drawing = report.result.figure?.drawings.first else {
                Output.complain("\(report.method.name) has no figure. Take --json, --csv or the text.")
                throw ExitCode(64)
            }
            Output.line(drawing.svg)
        }
    }

    /// Says every problem and ends with this exit code.
    private func complaining<Value>(
        _ code: Int32, _ body: () throws(AnalysisProblems) -> Value
    ) throws -> Value {
        do {
            return try body()
        } catch {
            for problem in error.problems { Output.complain(problem.message) }
            throw ExitCode(code)
        }
    }
}
