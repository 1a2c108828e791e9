import Foundation
import Tables
import Vocabulary

/// A small program standing in for the reader, in a folder of its own.
struct FakeReader {
    let folder: String
    let path: String
    /// Where the cage makes its own folders; empty again after every reading.
    let temporary: String

    /// - Parameter script: the body of a shell script; `frames` writes whole frames.
    init(_ script: String) throws {
        folder = NSTemporaryDirectory() + "/cage-tests-" + UUID().uuidString
        path = folder + "/reader"
        temporary = folder + "/temporary"
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    /// A line of a script that waits for `goOn`.
    static let waits = "while [ ! -e \"${0%/*}/go\" ]; do sleep 0.05; done"

    func goOn() throws { try Data().write(to: URL(fileURLWithPath: folder + "/go")) }

    /// Waits until the cage has made a folder for it: its place is taken by then.
    func isRunning() async throws {
        while leftBehind.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    var leftBehind: [String] { (try? FileManager.default.contentsOfDirectory(atPath: temporary)) ?? ["no folder"] }

    /// A `printf` that writes these blocks, with or without the end.
    static func frames(_ blocks: [Block], end: Bool = true) throws -> String {
        var encoder = FrameEncoder()
        var bytes: [UInt8] = []
        for block in blocks { try encoder.append(block, to: &bytes) }
        if end { try encoder.appendEnd(to: &bytes) }
        return "printf '" + bytes.map { "\\" + String($0, radix: 8).leftPadded }.joined() + "'"
    }

    static let heading = Block.heading(Heading(level: 1, text: "The plan", place: Place(line: 1)))

    /// Whether no process with a word in its command line is left; a killed one takes a moment to go.
    static func isGone(_ word: String) async throws -> Bool {
        for _ in 0..<1_000 {
            if running(word) == 0 { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    static func isThere(_ word: String) -> Bool { running(word) > 0 }

    private static func running(_ word: String) -> Int {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.filter { Int($0) != nil }.count { process in
            let words = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
            return String(decoding: words, as: UTF8.self).contains(word)
        }
    }
}

extension String {
    fileprivate var leftPadded: String { String(repeating: "0", count: max(0, 3 - count)) + self }
}
