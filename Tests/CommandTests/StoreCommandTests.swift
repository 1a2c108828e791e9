import Foundation
import Testing

@Suite("Commands over a store")
struct StoreCommandTests {
    @Test("Help names every noun and the exit codes")
    func help() throws {
        let answer = try BuiltProgram.run(["--help"])
        #expect(answer.status == 0)
        for noun in [
            "plan", "round", "meeting", "decision", "journal", "member", "serve", "demo", "check", "backup", "restore",
            "rebuild",
        ] {
            #expect(answer.output.contains("  \(noun)"), "\(noun) is missing")
        }
        #expect(answer.output.contains("75"))
    }

    @Test("Without a store, reading commands say that there is none")
    func noStore() throws {
        try BuiltProgram.inFolder { folder in
            let answer = try BuiltProgram.run(["journal", "verify", "--data", folder.path])
            #expect(answer.status == 66)
            #expect(answer.complaint.contains("no file"))
        }
    }

    @Test("The example city is filled, verified, rebuilt, backed up and restored; everything equals")
    func exampleCity() throws {
        try BuiltProgram.inFolder { folder in
            let data = folder.appendingPathComponent("data").path
            let filled = try BuiltProgram.run(["demo", "--fill-only", "--data", data])
            #expect(filled.status == 0, "\(filled.complaint)")
            let verified = try BuiltProgram.run(["journal", "verify", "--data", data, "--json"])
            #expect(verified.status == 0, "\(verified.output)")
            let rebuilt = try BuiltProgram.run(["rebuild", "--data", data])
            #expect(rebuilt.status == 0, "\(rebuilt.output)")
            let backup = folder.appendingPathComponent("backup.sqlite").path
            #expect(try BuiltProgram.run(["backup", backup, "--data", data]).status == 0)
            #expect(try BuiltProgram.run(["backup", backup, "--data", data]).status == 73)
            let elsewhere = folder.appendingPathComponent("elsewhere").path
            let restored = try BuiltProgram.run(["restore", backup, "--data", elsewhere])
            #expect(restored.status == 0, "\(restored.complaint)")
            let again = try BuiltProgram.run(["journal", "verify", "--data", elsewhere, "--json"])
            #expect(again.output == verified.output)
            let checked = try BuiltProgram.run(["check", "--data", data])
            #expect(checked.status == 0, "\(checked.output)\(checked.complaint)")
            #expect(checked.output.contains("uk-crack-2003"))
        }
    }

    @Test("A file that is no backup is refused and nothing is changed")
    func notABackup() throws {
        try BuiltProgram.inFolder { folder in
            let file = folder.appendingPathComponent("notes.txt")
            try Data("not a database, but long enough to look like one".utf8).write(to: file)
            let answer = try BuiltProgram.run([
                "restore", file.path, "--data", folder.appendingPathComponent("data").path,
            ])
            #expect(answer.status == 65)
            #expect(
                !FileManager.default.fileExists(atPath: folder.appendingPathComponent("data/cornerstone.sqlite").path))
        }
    }

    @Test("A command acts for a member, with that member's rights")
    func rights() throws {
        try BuiltProgram.inFolder { folder in
            let data = folder.appendingPathComponent("data").path
            #expect(try BuiltProgram.run(["demo", "--fill-only", "--data", data]).status == 0)
            #expect(try BuiltProgram.run(["plan", "status", "--data", data]).status == 77)
            let unknown = try BuiltProgram.run(["plan", "status", "--data", data, "--by", "nobody@nowhere.example"])
            #expect(unknown.status == 77)
        }
    }
}
