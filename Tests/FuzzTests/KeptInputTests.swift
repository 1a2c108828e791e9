import Foundation
import Testing

/// What libFuzzer once found, and the examples it begins with, read again for ever.
@Suite("Every kept input is borne by its parser")
struct KeptInputTests {
    struct Kept: Sendable, CustomTestStringConvertible {
        let path: String
        var testDescription: String { path }
    }

    private static let fuzz = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzz")

    private static func kept(below folder: String, of check: String) -> [Kept] {
        let path = "\(folder)/\(check)"
        let names = try? FileManager.default.contentsOfDirectory(atPath: fuzz.appending(path: path).path)
        return (names ?? []).sorted().map { Kept(path: "\(path)/\($0)") }
    }

    @Test(
        "Every example and everything that was found is read, and what must hold holds",
        arguments: Checks.all.map(\.name))
    func holds(name: String) throws {
        let check = try #require(Checks.all.first { $0.name == name })
        let examples = Self.kept(below: "corpora", of: name)
        #expect(examples.count >= 5, "the examples of \(name) are gone")
        for file in examples + Self.kept(below: "found", of: name) {
            let bytes = [UInt8](try Data(contentsOf: Self.fuzz.appending(path: file.path)))
            #expect(check.run(bytes) == nil, "\(file.path)")
            #expect(bytes.count <= check.longest, "\(file.path) is longer than what is made up")
        }
    }

    @Test("No folder of kept inputs belongs to a parser that is gone")
    func isWhole() throws {
        for folder in ["corpora", "found"] {
            let path = Self.fuzz.appending(path: folder).path
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            let strangers = Set(names).subtracting(Checks.all.map(\.name))
            #expect(strangers.isEmpty, "\(folder): \(strangers.sorted())")
        }
    }

    @Test("Cut short and with single bytes changed, no example breaks its parser", arguments: Checks.all.map(\.name))
    func spoilt(name: String) throws {
        let check = try #require(Checks.all.first { $0.name == name })
        for file in Self.kept(below: "corpora", of: name) {
            let bytes = [UInt8](try Data(contentsOf: Self.fuzz.appending(path: file.path)))
            guard !bytes.isEmpty else { continue }
            for step in 1...6 {
                let place = bytes.count * step / 7
                #expect(check.run(Array(bytes[..<place])) == nil, "\(file.path) up to \(place)")
                var changed = bytes
                changed[place] ^= 1 << UInt8(step % 8)
                #expect(check.run(changed) == nil, "\(file.path) with byte \(place) changed")
            }
        }
    }
}
