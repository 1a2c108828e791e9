import Foundation
import Testing

@Suite("cornerstone plan read")
struct PlanReadCommandTests {
    static let csv = """
        No.,Objective,Action,Lead,By when,Measure of progress
        1.,Safer streets,Map the street market with wardens,Community Safety Officer,By end March 2027,Map agreed
        2.,,Train the wardens,Training Lead / Warden Manager,Quarterly from April 2026,Numbers trained
        3.,Treatment first,Open an evening clinic,Treatment Commissioner,,Clinic open
        """

    @Test("A CSV file comes out as the documented JSON, with every key and unknown as null")
    func json() throws {
        let answer = try BuiltProgram.run(["plan", "read", "-", "--format", "json"], input: Data(Self.csv.utf8))
        #expect(answer.status == 0, "\(answer.complaint)")
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
        #expect(Set(document.keys) == ["format", "title", "source", "columns", "actions", "notTaken", "problems"])
        #expect(document["format"] as? Int == 1)
        let actions = try #require(document["actions"] as? [[String: Any]])
        #expect(actions.count == 3)
        let keys: Set<String> = [
            "number", "path", "text", "owner", "leads", "contributors", "resources", "coverage", "outcome", "measure",
            "progress", "equality", "notes", "timescale", "place",
        ]
        for action in actions { #expect(Set(action.keys) == keys) }
        #expect(actions[0]["number"] as? String == "1")
        #expect(actions[0]["owner"] is NSNull)
        #expect(actions[1]["leads"] as? [String] == ["Training Lead", "Warden Manager"])
        let path = try #require(actions[1]["path"] as? [[String: Any]])
        #expect(path.last?["text"] as? String == "Safer streets")
        let timescale = try #require(actions[0]["timescale"] as? [String: Any])
        let commitments = try #require(timescale["commitments"] as? [[String: Any]])
        #expect(commitments.first?["due"] as? String == "2027-03-31")
        #expect(
            Set(commitments.first?.keys.map { $0 } ?? []) == [
                "wording", "label", "opens", "due", "repeats", "continues", "condition", "relative", "past",
                "undecided",
                "understood",
            ])
        let blank = try #require((actions[2]["timescale"] as? [String: Any])?["commitments"] as? [[String: Any]])
        #expect(blank.count == 1 && blank[0]["undecided"] as? Bool == true && blank[0]["wording"] is NSNull)
        let place = try #require(actions[0]["place"] as? [String: Any])
        #expect(Set(place.keys) == ["sheet", "page", "table", "line", "row", "column"])
    }

    @Test(
        "A file in which nothing can be read ends with 65 and a sentence",
        arguments: ["", "\u{0}\u{1}\u{2}\u{3}", "Only prose here.\n"])
    func nothing(content: String) throws {
        let answer = try BuiltProgram.run(["plan", "read", "-"], input: Data(content.utf8))
        #expect(answer.status == 65)
        #expect(answer.complaint.count > 20 && answer.complaint.contains("."))
    }

    @Test("A missing file, a folder and a word too many each have their exit code")
    func wrongWords() throws {
        #expect(try BuiltProgram.run(["plan", "read", "/no/such/file.csv"]).status == 66)
        #expect(try BuiltProgram.run(["plan", "read", NSTemporaryDirectory()]).status == 66)
        #expect(try BuiltProgram.run(["plan", "read"]).status == 64)
        #expect(try BuiltProgram.run(["plan", "read", "-", "--year", "lunar"]).status == 64)
    }

    @Test("More than 20 MB is refused before it is read")
    func tooLarge() throws {
        try BuiltProgram.inFolder { folder in
            let file = folder.appendingPathComponent("large.csv")
            #expect(FileManager.default.createFile(atPath: file.path, contents: nil))
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: 20 * 1024 * 1024 + 1)
            try handle.close()
            let answer = try BuiltProgram.run(["plan", "read", file.path])
            #expect(answer.status == 65)
            #expect(answer.complaint.contains("20 MB"))
        }
    }

    @Test("A PDF and a picture are refused in words that say what to do")
    func wrongKinds() throws {
        let pdf = try BuiltProgram.run(["plan", "read", "-"], input: Data("%PDF-1.7\n%âãÏÓ\n1 0 obj".utf8))
        #expect(pdf.status == 65 && pdf.complaint.contains("PDF"))
        let png = try BuiltProgram.run(
            ["plan", "read", "-"], input: Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]))
        #expect(png.status == 65 && png.complaint.contains("."))
    }
}
