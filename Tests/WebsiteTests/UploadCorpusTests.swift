import Coordination
import HTTPTypes
import OfficeFixtures
import Testing
import Vocabulary

@testable import Website

/// Every file of the named hostile corpus, sent as a browser sends it.
@Suite("Hostile files come in through the page: a plain sentence, and nothing is stored", .serialized)
struct UploadCorpusTests {
    @Test("Each is refused in words and leaves nothing behind, or is a draft that nobody but its sender has")
    func throughThePage() async throws {
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, [.clearedCoordinator, .coordinator])
        let member = try cast[.clearedCoordinator]
        let browser = try await Browser.signedIn(member, at: site)
        let other = try await Browser.signedIn(try cast[.coordinator], at: site)
        let files = HostileFile.all
        #expect(files.count >= 150 || !HostileFile.hasPandoc, "\(files.count) files")
        let head = try await site.written()
        var read = 0
        for file in files {
            let bytes = file.make()
            let before = try await site.written(drafts: member)
            let answer = try await browser.upload(bytes, name: file.name)
            #expect(try await site.written() == head, "\(file.name): the journal stays")
            switch answer.status {
            case 303:
                read += 1
                guard case .read = file.outcome else {
                    Issue.record("\(file.name) was taken")
                    continue
                }
                try await look(at: answer.location, browser, other, file.name)
                _ = try await browser.post("\(answer.location)/give-up")
            case 413: #expect(bytes.count > site.settings.limits.uploadBytes, "\(file.name)")
            default:
                #expect(answer.status == 422, "\(file.name)")
                let page = answer.page
                let sentence = page.problems.first?.text ?? ""
                #expect(page.problems.map(\.field) == ["file"], "\(file.name)")
                #expect(sentence.hasSuffix(".") && sentence.utf8.count > 30, "\(file.name): \(sentence)")
                #expect(page.faults.isEmpty && !answer.body.contains("root:"), "\(file.name)")
                #expect(try await site.written(drafts: member) == before, "\(file.name): nothing is kept")
            }
        }
        #expect(try await site.house.imports.drafts(of: member).isEmpty)
        #expect(read > 0 && read < files.count)
        print(
            "Hostile files through the page: \(files.count) sent, \(read) read as drafts, \(files.count - read) refused."
        )
    }

    /// What could be read is shown as text, and to its sender alone.
    private func look(at path: String, _ browser: Browser, _ other: Browser, _ name: String) async throws {
        for path in [path, "\(path)/actions"] {
            let shown = try await browser.get(path)
            #expect(shown.status == 200 && shown.page.faults.isEmpty, "\(name): \(path)")
            #expect(!shown.body.contains("root:") && shown.page.all("script").count == 1, "\(name): \(path)")
            #expect(try await other.get(path).status == 404, "\(name): \(path)")
        }
    }
}

@Suite("Files are taken in a few at a time")
struct UploadPlacesTests {
    @Test("Eight at once, three of one member; a place that is given up is free again")
    func places() {
        let places = UploadPlaces()
        let members = (1...4).map { MemberID($0) }
        for member in members.prefix(2) {
            for _ in 0..<3 { #expect(places.enter(member)) }
            #expect(!places.enter(member))
        }
        #expect(places.enter(members[2]) && places.enter(members[2]))
        #expect(!places.enter(members[3]))
        places.leave(members[0])
        #expect(places.enter(members[3]))
    }

    @Test("Somebody who is not signed in sends half a megabyte at most; a member two")
    func strangers() async throws {
        let small = try await SmallPlan.make()
        let form = ["Content-Type": "application/x-www-form-urlencoded"]
        let body = Array("email=\(String(repeating: "x", count: 600 * 1024))".utf8)
        let lead = try await small.browser(.lead)
        for path in ["/sign-in", "/members/new", "/actions/AP-0001/report"] {
            let answer = try await Browser(small.site).send(.post, path, headers: form, body: body)
            #expect(answer.status == 413 && answer.page.main.contains("At most 0.5 MB"), "\(path)")
            #expect(try await lead.send(.post, path, headers: form, body: body).status == 403, "\(path)")
        }
    }
}
