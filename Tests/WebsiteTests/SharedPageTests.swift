import NIOCore
import Partnership
import Testing
import Vocabulary

@testable import Website

/// How often a page was made.
private actor Count {
    private(set) var number = 0
    func add() { number += 1 }
}

@Suite("A page made once is each visitor's own")
struct SharedPageTests {
    @Test("Filled gaps give the page that would have been rendered for that visitor")
    func sameAsRendered() throws {
        let pages = try RoomFiles.pages()
        let marks = SharedPages().marks
        for model in StrategyPage.examples {
            let shared = SharedPage(pages.render(model, marks: marks), marks: marks)
            let frame = model.page
            let filled = shared.filled(
                formToken: frame.formToken, member: frame.member, session: frame.session,
                printed: frame.printed)
            #expect(String(buffer: filled) == pages.render(model))
        }
    }

    @Test("What fills a gap is escaped, and nothing of one visitor is left for the next")
    func gapsAreEscaped() throws {
        let pages = try RoomFiles.pages()
        let marks = SharedPages().marks
        let shared = SharedPage(pages.render(StrategyPage.examples[0], marks: marks), marks: marks)
        let first = String(
            buffer: shared.filled(formToken: "token-of-one", member: "<b>\"", session: "", printed: "now"))
        let second = String(
            buffer: shared.filled(formToken: "token-of-two", member: "Lead", session: "", printed: "later"))
        #expect(first.contains("&lt;b&gt;&quot;") && !first.contains("<b>\""))
        #expect(first.contains("token-of-one") && !second.contains("token-of-one"))
        #expect(marks.values.allSatisfy { !first.contains($0) && !second.contains($0) })
    }

    @Test("The marks of gaps cannot be guessed: each start has its own")
    func marks() {
        let (one, other) = (SharedPages().marks, SharedPages().marks)
        #expect(Set(one.values).isDisjoint(with: other.values))
        #expect(one.values.allSatisfy { $0.count > 30 })
    }

    private func key(
        _ address: String = "/plans/1?", roles: Set<Role> = [.reader], ceiling: Marking = .official, sequence: Int64 = 7
    ) -> SharedPages.Key {
        SharedPages.Key(
            address: address, strategy: StrategyID(1), sequence: JournalSequence(sequence), day: Day(number: 1),
            ceiling: ceiling, roles: roles, member: nil, staff: 0)
    }

    @Test("What is shared depends on the rights and the entry: another role, clearance or entry has another page")
    func keys() async throws {
        let shared = SharedPages()
        let made = Count()
        let keys = [
            key(), key(roles: [.coordinator]), key(ceiling: .officialSensitive), key(sequence: 8),
            key("/plans/1?page=2"),
        ]
        for _ in 0..<3 {
            for key in keys {
                _ = try await shared.page(key) {
                    await made.add()
                    return "page"
                }
            }
        }
        #expect(await made.number == keys.count)
    }

    @Test("Many who ask at once wait for one making")
    func makesOnce() async throws {
        let shared = SharedPages()
        let made = Count()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask { [key = key()] in
                    _ = try await shared.page(key) {
                        await made.add()
                        try await Task.sleep(for: .milliseconds(5))
                        return "page"
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(await made.number == 1)
    }

    @Test("A page that could not be made is tried again, and one that nobody asks for falls out")
    func failuresAndLimit() async throws {
        let shared = SharedPages()
        await #expect(throws: PageError.notFound) {
            _ = try await shared.page(key()) { throw PageError.notFound }
        }
        _ = try await shared.page(key()) { "page" }
        let made = Count()
        for number in 0..<300 { _ = try await shared.page(key("/plans/\(number)?")) { "x" } }
        _ = try await shared.page(key()) {
            await made.add()
            return "page"
        }
        #expect(await made.number == 1)
    }
}
