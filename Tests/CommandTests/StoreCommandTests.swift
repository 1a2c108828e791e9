import Foundation
import Testing

@Suite("Commands over a store")
struct StoreCommandTests {
    @Test("Help names every noun and the exit codes")
    func help() throws {
        let answer = try BuiltProgram.run(["--help"])
        #expect(answer.status == 0)
        for noun in [
            "plan", "round", "meeting", "decision", "register", "mail", "journal", "member", "serve", "demo", "check",
            "backup", "restore", "rebuild",
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
            let filled = try BuiltProgram.fill(data)
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

    @Test("A signed head finds out a journal that was cut short or written anew; each finding has its own exit code")
    func signedHead() throws {
        try BuiltProgram.inFolder { folder in
            func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
            func run(_ words: String...) throws -> BuiltProgram.Answer { try BuiltProgram.run(words) }
            let data = path("data")
            let filled = try BuiltProgram.fill(data)
            #expect(try run("backup", path("earlier.sqlite"), "--data", data).status == 0)
            let words = filled.output.split(separator: "\n").map { $0.split(separator: " ") }
            let coordinator = words.first { $0.dropFirst().contains { $0.hasPrefix("coordinator") } }
            let address = String(try #require(coordinator?.first, "\(filled.output)\(filled.complaint)"))
            let head = path("head.txt")
            let signed = try run("journal", "head", "--data", data, "--out", head)
            #expect(signed.status == 0, "\(signed.complaint)")
            #expect(try run("journal", "head", "--data", data, "--out", head).status == 73)
            let key = try #require(signed.output.split(separator: " ").last?.dropLast(2)).description
            #expect(try run("check", "--data", data).output.contains(key))

            let whole = try run("journal", "verify", "--data", data, "--head", head)
            #expect(whole.status == 0 && whole.output.contains("whole up to entry"), "\(whole.complaint)")
            #expect(try run("journal", "verify", "--data", data, "--head", head, "--key", key).status == 0)
            let otherKey = String(repeating: "0", count: 64)
            #expect(try run("journal", "verify", "--data", data, "--head", head, "--key", otherKey).status == 5)
            #expect(try run("journal", "verify", "--data", data, "--head", path("none")).status == 66)

            let text = try String(contentsOfFile: head, encoding: .utf8)
            try Data(text.replacingOccurrences(of: "recorded: 20", with: "recorded: 21").utf8).write(
                to: URL(fileURLWithPath: path("changed")))
            #expect(try run("journal", "verify", "--data", data, "--head", path("changed")).status == 6)
            try Data(text.dropLast(30).utf8).write(to: URL(fileURLWithPath: path("torn")))
            #expect(try run("journal", "verify", "--data", data, "--head", path("torn")).status == 65)

            // A year later somebody puts an older copy in its place, or fills another one with the same entries.
            let late = try run(
                "round", "open", "1", "--data", data, "--by", address, "--from", "2031-01-01", "--to", "2031-03-31",
                "--opens", "2031-04-01", "--closes", "2031-04-14")
            #expect(late.status == 0, "\(late.complaint)")
            let later = try run("journal", "head", "--data", data)
            try Data(later.output.utf8).write(to: URL(fileURLWithPath: path("later")))
            #expect(try run("restore", path("earlier.sqlite"), "--data", path("short")).status == 0)
            #expect(try run("journal", "verify", "--data", path("short")).status == 0)
            let cut = try run("journal", "verify", "--data", path("short"), "--head", path("later"), "--key", key)
            #expect(cut.status == 3 && cut.output.contains("cut short"))
            #expect(try run("demo", "--fill-only", "--data", path("anew")).status == 0)
            let anew = try run("journal", "verify", "--data", path("anew"), "--head", head, "--key", key)
            #expect(anew.status == 4 && anew.output.contains("written anew"))
            #expect(try run("journal", "verify", "--data", path("anew")).status == 0)
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

    @Test("Rounds are looked at, reminded in and reopened, and mail is listed and sent, from the command line")
    func roundsAndMail() throws {
        try BuiltProgram.inFolder { folder in
            let data = folder.appendingPathComponent("data").path
            let filled = try BuiltProgram.fill(data)
            let address = try #require(
                filled.output.split(separator: "\n").first { $0.contains("coordinator") }?
                    .split(separator: " ").first.map(String.init))
            func run(_ words: String...) throws -> BuiltProgram.Answer {
                try BuiltProgram.run(words + ["--data", data, "--by", address])
            }
            let shown = try run("round", "show", "1", "--plan", "1")
            #expect(shown.status == 0 && shown.output.contains("closed") && shown.output.contains("Owed "))
            #expect(try run("round", "show", "1", "--plan", "1", "--json").output.contains("\"counts\""))
            #expect(try run("round", "show", "999", "--plan", "1").status == 66)
            let reopened = try run("round", "reopen", "1", "--closes", "2099-01-01", "--reason", "x", "--plan", "1")
            #expect(reopened.status == 65 && reopened.complaint.contains("later round"))
            #expect(try run("round", "remind", "1", "--plan", "1").status == 65)
            let list = try run("mail", "list", "--limit", "5")
            #expect(list.status == 0 && list.output.contains("waiting "))
            #expect(try run("mail", "list", "--state", "lost").status == 64)
            let sent = try run("mail", "send")
            #expect(sent.status == 0 && sent.output.hasPrefix("Sent "))
            #expect(try run("mail", "list", "--state", "waiting").output.contains("waiting 0"))
            let outbox = try FileManager.default.contentsOfDirectory(atPath: data + "/outbox")
            #expect(!outbox.isEmpty && outbox.allSatisfy { $0.hasSuffix(".eml") })
        }
    }

    @Test("A command acts for a member, with that member's rights")
    func rights() throws {
        try BuiltProgram.inFolder { folder in
            let data = folder.appendingPathComponent("data").path
            #expect(try BuiltProgram.fill(data).status == 0)
            #expect(try BuiltProgram.run(["plan", "status", "--data", data]).status == 77)
            let unknown = try BuiltProgram.run(["plan", "status", "--data", data, "--by", "nobody@nowhere.example"])
            #expect(unknown.status == 77)
        }
    }

    @Test("What changed is said for two days, as text and as JSON; days that make no span are refused in a sentence")
    func changes() throws {
        try BuiltProgram.inFolder { folder in
            let data = folder.appendingPathComponent("data").path
            #expect(try BuiltProgram.fill(data).status == 0)
            let address = "partnership.coordinator@tarnchester.example"
            func changes(_ more: String...) throws -> BuiltProgram.Answer {
                try BuiltProgram.run(["plan", "changes", "1", "--data", data, "--by", address] + more)
            }
            let text = try changes()
            #expect(text.status == 0 && text.output.contains("entry"), "\(text.complaint)")
            let json = try changes("--json")
            let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            #expect(object?["format"] as? Int == 1)
            let early = try changes("--from", "1999-01-01")
            #expect(early.status == 65 && early.complaint.contains("was imported on"), "\(early.complaint)")
            #expect(try changes("--from", "soon").status == 64)
        }
    }
}
