import Foundation
import Testing

@Suite("Plans and packs taken out by the built program")
struct PackCommandTests {
    /// A store with the example city, and its coordinator.
    private struct City {
        let folder: URL
        let address: String

        func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

        func run(_ words: String...) throws -> BuiltProgram.Answer {
            try BuiltProgram.run(words + ["--data", path("data"), "--by", address])
        }

        func bytes(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(fileURLWithPath: path(name)))) }

        func files(_ name: String) -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
        }

        func object(_ answer: BuiltProgram.Answer) throws -> [String: Any] {
            let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
            return try #require(object, "\(answer.output)\(answer.complaint)")
        }

        func packs() throws -> [[String: Any]] {
            let answer = try run("pack", "list", "--json")
            let packs = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [[String: Any]]
            return try #require(packs, "\(answer.complaint)")
        }
    }

    private static func inCity(_ body: (City) throws -> Void) throws {
        try BuiltProgram.inFolder { folder in
            let filled = try BuiltProgram.fill(folder.appendingPathComponent("data").path)
            #expect(filled.status == 0, "\(filled.complaint)")
            try body(City(folder: folder, address: "partnership.coordinator@tarnchester.example"))
        }
    }

    @Test("A plan is exported as XLSX, ODS and CSV, each once; a file in the way is left alone")
    func export() throws {
        try Self.inCity { city in
            var rows: Set<Int> = []
            for (format, start) in [("xlsx", "PK"), ("ods", "PK"), ("csv", "\u{FEFF}")] {
                let name = "plan.\(format)"
                let answer = try city.run("plan", "export", "1", "--output", city.path(name), "--json")
                #expect(answer.status == 0, "\(answer.complaint)")
                let written = try city.object(answer)
                #expect(written["kind"] as? String == format)
                rows.insert(written["rows"] as? Int ?? 0)
                let bytes = try city.bytes(name)
                #expect(bytes.count == written["bytes"] as? Int && bytes.starts(with: Array(start.utf8)), "\(format)")
                let again = try city.run("plan", "export", "1", "--output", city.path(name))
                #expect(again.status == 73 && again.complaint.contains("is there already"))
                #expect(try city.bytes(name) == bytes)
                #expect(try city.run("plan", "export", "1", "--output", city.path(name), "--replace").status == 0)
            }
            #expect(rows.count == 1 && rows.first ?? 0 > 0)
            let text = try city.run("plan", "export", "1", "--format", "csv", "--output", "-")
            #expect(text.status == 0 && text.output.contains("AP-0001"))
            #expect(try city.run("plan", "export", "99", "--output", city.path("none.csv")).status == 66)
            #expect(try city.run("plan", "export", "1", "--output", city.path("no/folder.csv")).status == 73)
            #expect(try city.run("plan", "export", "1", "--format", "doc").status == 64)
            #expect(city.files("").filter { $0.hasPrefix("plan.") } == ["plan.csv", "plan.ods", "plan.xlsx"])
            // What came out goes in again, and nothing is found that differs.
            let back = try city.run("plan", "import", city.path("plan.csv"), "--revises", "1", "--dry-run")
            #expect(back.status == 0 && back.output.contains("0 new, 0 changed"), "\(back.output)\(back.complaint)")
            let verified = try BuiltProgram.run(["journal", "verify", "--data", city.path("data")])
            #expect(verified.status == 0, "\(verified.output)")
        }
    }

    @Test("A pack is made as a draft, issued and verified; the file that was issued is told from another")
    func pack() throws {
        try Self.inCity { city in
            let before = try city.packs().count
            let number = String(before + 1)
            let draft = try city.run("pack", "make", "1", "--format", "json", "--output", city.path("draft.json"))
            #expect(draft.status == 0, "\(draft.complaint)")
            #expect(try city.packs().count == before)
            let issued = try city.run(
                "pack", "make", "1", "--format", "json", "--issue", "--output", city.path("pack.json"))
            #expect(
                issued.status == 0 && issued.complaint.contains("Pack \(number) issued: edition "),
                "\(issued.complaint)")
            #expect(try city.packs().count == before + 1)
            let verified = try city.run("pack", "verify", number, "--json", "--file", city.path("pack.json"))
            #expect(verified.status == 0, "\(verified.complaint)")
            let verdict = try city.object(verified)
            #expect(verdict["isEqual"] as? Bool == true && verdict["fileIsEqual"] as? Bool == true)
            let other = try city.run("pack", "verify", number, "--file", city.path("draft.json"))
            #expect(other.status == 1 && other.output.contains("is not the pack that was issued"))
            #expect(try city.run("pack", "verify", String(before + 2)).status == 66)
            #expect(try city.run("pack", "verify", number, "--file", city.path("none.json")).status == 66)
            let html = try city.run("pack", "make", "1", "--format", "html")
            #expect(html.status == 0 && html.output.hasPrefix("<!DOCTYPE html>"))
        }
    }

    @Test("Nothing is issued where the file cannot be written")
    func inTheWay() throws {
        try Self.inCity { city in
            let before = try city.packs().count
            try Data("mine".utf8).write(to: URL(fileURLWithPath: city.path("mine.json")))
            for (name, words) in [
                ("mine.json", "is there already"), ("no/pack.json", "There is no folder"),
                ("mine.json/pack.json", "is a file and not a folder"),
            ] {
                let answer = try city.run(
                    "pack", "make", "1", "--format", "json", "--issue", "--output", city.path(name))
                #expect(answer.status == 73 && answer.complaint.contains(words), "\(name): \(answer.complaint)")
            }
            let both = try city.run(
                "pack", "make", "1", "--format", "json", "--issue", "--as-at", "2099-01-01", "--output",
                city.path("mine.json"))
            #expect(both.status == 65 && both.complaint.contains("is there already"))
            #expect(both.complaint.contains("Enter a day up to today"), "\(both.complaint)")
            #expect(try city.packs().count == before)
            #expect(try city.bytes("mine.json") == Array("mine".utf8))
        }
    }

    @Test("A pack for each plan: every file in the way is named before anything is issued, then all are made")
    func all() throws {
        try Self.inCity { city in
            func make(_ more: String...) throws -> BuiltProgram.Answer {
                try BuiltProgram.run(
                    ["pack", "make", "--all", "--issue", "--format", "json", "--data", city.path("data"), "--by"]
                        + [city.address] + more)
            }
            let before = try city.packs().count
            #expect(try make("--output", city.path("packs"), "--as-at", "2099-01-01").status == 65)
            #expect(city.files("packs").isEmpty && !FileManager.default.fileExists(atPath: city.path("packs")))
            let first = try make("--output", city.path("some/packs"))
            #expect(first.status == 0, "\(first.complaint)")
            let total = try city.packs().count
            let files = city.files("some/packs")
            #expect(files.count > 1 && files.count == total - before)
            #expect(
                first.complaint.contains(
                    "\(files.count) packs issued, numbers \(before + 1) to \(total); each as JSON."),
                "\(first.complaint)")
            for name in files { #expect(first.complaint.contains("\(city.path("some/packs"))/\(name): ")) }
            let again = try make("--output", city.path("some/packs"), "--title", String(repeating: "t", count: 200))
            #expect(again.status == 65 && again.complaint.contains("the title"), "\(again.complaint)")
            for name in files { #expect(again.complaint.contains("\(name) is there already"), "\(name)") }
            #expect(try make("--output", city.path("some/packs")).status == 73)
            try Data().write(to: URL(fileURLWithPath: city.path("file")))
            for place in ["file", "file/below"] {
                let answer = try make("--output", city.path(place))
                #expect(answer.status == 73 && answer.complaint.contains("is a file and not a folder"))
            }
            #expect(try city.packs().count == total, "nothing was issued for nothing")
            #expect(try city.run("pack", "verify", String(total)).status == 0)
        }
    }
}
