import Foundation

/// The built program, run as a person runs it.
struct BuiltProgram {
    struct Answer {
        let status: Int32
        let output: String
        let complaint: String
    }

    /// Beside the test bundle.
    static let folder: URL = {
        let test = URL(
            fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "")
        var folder = test.deletingLastPathComponent()
        for _ in 0..<4 {
            if FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent("cornerstone").path) {
                return folder
            }
            folder = folder.deletingLastPathComponent()
        }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent(".build/debug")
    }()

    /// Runs the program with a clean environment and waits for it.
    static func run(_ arguments: [String], input: Data? = nil, environment: [String: String] = [:]) throws -> Answer {
        let process = Process()
        process.executableURL = folder.appendingPathComponent("cornerstone")
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": NSTemporaryDirectory()].merging(environment) { $1 }
        let temporary = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: temporary) }
        func file(_ name: String, _ content: Data = Data()) throws -> URL {
            let url = temporary.appendingPathComponent(name)
            try content.write(to: url)
            return url
        }
        let output = try file("out")
        let complaint = try file("err")
        process.standardInput = try FileHandle(forReadingFrom: file("in", input ?? Data()))
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: complaint)
        try process.run()
        process.waitUntilExit()
        return Answer(
            status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            complaint: try String(contentsOf: complaint, encoding: .utf8))
    }

    /// The example city, filled once for all tests of this run: filling it takes longer than all they do with it.
    private static let city: Result<(data: String, answer: Answer), any Error> = Result {
        let data = NSTemporaryDirectory() + "/cornerstone-tests-\(ProcessInfo.processInfo.processIdentifier)"
        return (data, try run(["demo", "--fill-only", "--data", data]))
    }

    /// A data folder with the example city in it, for one test to do with as it likes.
    ///
    /// - Returns: what the program said when it filled it.
    static func fill(_ data: String) throws -> Answer {
        let (filled, answer) = try city.get()
        if answer.status == 0 { try FileManager.default.copyItem(atPath: filled, toPath: data) }
        return answer
    }

    /// A folder that is gone after the body.
    static func inFolder<Outcome>(_ body: (URL) throws -> Outcome) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}
