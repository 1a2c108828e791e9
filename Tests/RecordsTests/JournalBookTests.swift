import ActionPlans
import Foundation
import Partnership
import Testing
import Vocabulary

@testable import Records

@Suite("The journal as a book: everything that was entered, as far as one may see it")
struct JournalBookTests {
    private static let official = Sight.of(Fictional.member(1))
    private static let cleared = Sight.of(Fictional.member(2, clearance: .officialSensitive))

    // MARK: The oracle

    /// What is closed to a sight, from the replay: no SQL.
    private struct Oracle {
        let strategies: Set<Int>
        let actions: Set<ActionID>
        /// Every action that was ever entered, also where its import was undone, by its plan.
        private let homes: [ActionID: Int]

        /// - Parameters:
        ///   - plans: every plan there ever was, with its marking.
        ///   - entered: every action that ever was in one, also where its import was undone.
        init(_ plans: [StrategyID: Marking], _ entered: [ActionID: Action], _ sight: Sight) {
            let closed = Set(plans.filter { !sight.maySee(markedAs: $0.value) }.map(\.key.number))
            let homes = entered.mapValues(\.strategy.number)
            let marked = Set(entered.values.filter { !sight.maySee(markedAs: $0.marking) }.map(\.id))
            self.homes = homes
            strategies = closed
            actions = marked.union(homes.filter { closed.contains($0.value) }.keys)
        }

        func isOpen(_ entry: PlanEntry) -> Bool {
            let touched = [entry.subject] + entry.alsoTouches
            if touched.contains(where: { $0.kind == .strategy && strategies.contains($0.number) }) { return false }
            // A round is as closed as its plan, also where the entry does not touch the plan.
            if case .roundReminded(let facts) = entry, strategies.contains(facts.strategy.number) { return false }
            let about = touched.filter { $0.kind == .action }.map { ActionID($0.number) }
            if entry.subject.kind == .action, actions.contains(ActionID(entry.subject.number)) { return false }
            return about.isEmpty || about.contains { !actions.contains($0) }
        }

        /// Whether it is about a subject, as far as one may know.
        func isAbout(_ entry: PlanEntry, _ subject: Subject, _ replay: Replay) -> Bool {
            ([entry.subject] + entry.alsoTouches).contains { touched in
                if touched.kind == .action, actions.contains(ActionID(touched.number)) { return false }
                if touched == subject { return true }
                guard subject.kind == .strategy else { return false }
                if touched.kind == .round {
                    return replay.strategyOfRound[RoundID(touched.number)]?.number == subject.number
                }
                return touched.kind == .action && homes[ActionID(touched.number)] == subject.number
            }
        }
    }

    private static func sequences(
        _ store: Store, _ question: JournalQuestion, _ sight: Sight
    ) async throws -> [Int64] {
        var found: [Int64] = []
        var place = JournalPlace.newest
        while true {
            let page = try await store.book.entries(question, at: place, limit: 7, sight)
            found += page.map(\.header.sequence.number)
            guard let last = page.last, page.count == 7 else { break }
            place = .before(last.header.sequence)
        }
        #expect(try await store.book.count(question, sight) == found.count)
        return found
    }

    @Test(
        "Lists, counts and single entries hold what a row-by-row oracle says", arguments: StoreKind.allCases,
        ProofSize.seeds(from: 31, 2, proof: 30))
    func oracle(kind: StoreKind, seed: UInt64) async throws {
        try await kind.with { store in
            var history = RandomHistory(seed: seed)
            var entries: [(author: Author, entry: PlanEntry)] = []
            var plans: [StrategyID: Marking] = [:]
            var entered: [ActionID: Action] = [:]
            var replay = Replay()
            for _ in 0..<60 {
                let (drafts, at) = history.step()
                try await store.strategies.append(drafts, expecting: [:], at: at)
                for draft in drafts {
                    entries.append((draft.author, draft.payload))
                    // After each entry: what is marked up and then undone was marked all the same.
                    replay.apply(draft.payload, at: JournalSequence(Int64(entries.count)), recorded: at)
                    plans.merge(replay.strategies.mapValues(\.marking)) { max($0, $1) }
                    entered.merge(replay.actions) { before, now in before.marking > now.marking ? before : now }
                }
            }
            let known = entries.enumerated().filter { _, one in
                ([one.entry.subject] + one.entry.alsoTouches).allSatisfy { subject in
                    subject.kind != .round || replay.strategyOfRound[RoundID(subject.number)] != nil
                }
            }
            for sight in HistoryTests.sights {
                let oracle = Oracle(plans, entered, sight)
                let open = known.filter { oracle.isOpen($0.element.entry) }
                func expected(_ passes: (Author, PlanEntry) -> Bool) -> [Int64] {
                    open.filter { passes($0.element.author, $0.element.entry) }.map { Int64($0.offset + 1) }.reversed()
                }
                let all = expected { _, _ in true }
                #expect(try await Self.sequences(store, JournalQuestion(), sight) == all)
                let reports = JournalQuestion(room: "plans", kind: "progress-reported")
                #expect(
                    try await Self.sequences(store, reports, sight)
                        == expected { $1.kind.name == "progress-reported" })
                for author in [Author.program, .member(MemberID(3))] {
                    #expect(
                        try await Self.sequences(store, JournalQuestion(author: author), sight)
                            == expected { one, _ in one == author })
                }
                for subject in [Subject(.strategy, 1), Subject(.strategy, 2), Subject(.action, 2), Subject(.action, 9)]
                {
                    #expect(
                        try await Self.sequences(store, JournalQuestion(subject: subject), sight)
                            == expected { oracle.isAbout($1, subject, replay) }, "\(subject)")
                }
                for number in 1...Int64(entries.count) {
                    let found = try await store.book.entry(JournalSequence(number), sight)
                    #expect(
                        (found != nil) == all.contains(number), "entry \(number): \(entries[Int(number) - 1].entry)")
                    guard let found, case .said(let payload) = found.content else { continue }
                    let said = try #require(payload as? PlanEntry)
                    #expect(said == entries[Int(number) - 1].entry.reduced(without: oracle.actions))
                    let touched = found.touched.filter { $0.kind == .action }.map { ActionID($0.number) }
                    #expect(touched.allSatisfy { !oracle.actions.contains($0) })
                    #expect(sight.maySee(markedAs: found.marking))
                }
            }
        }
    }

    @Test("Pages by sequence: before, after, newest, and the bounds of days", arguments: StoreKind.allCases)
    func places(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            for second in 2...10 {
                try await store.strategies.append(
                    [Fictional.draft(Fictional.report(1))], expecting: [:], at: Fictional.instant(Int64(second) * 60))
            }
            func page(_ place: JournalPlace, _ question: JournalQuestion = JournalQuestion()) async throws -> [Int64] {
                try await store.book.entries(question, at: place, limit: 3, Self.cleared).map(\.header.sequence.number)
            }
            #expect(try await page(.newest) == [11, 10, 9])
            #expect(try await page(.before(JournalSequence(9))) == [8, 7, 6])
            #expect(try await page(.after(JournalSequence(6))) == [9, 8, 7])
            #expect(try await page(.before(JournalSequence(2))) == [1])
            #expect(try await page(.before(JournalSequence(1))) == [])
            let days = JournalQuestion(after: JournalSequence(3), upTo: JournalSequence(5))
            #expect(try await page(.newest, days) == [5, 4])
            #expect(try await store.book.count(days, Self.cleared) == 2)
            #expect(try await page(.newest, JournalQuestion(upTo: JournalSequence.none)) == [])
        }
    }

    @Test("An entry about many actions says only what one may see of them", arguments: StoreKind.allCases)
    func many(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            for (sight, count) in [(Self.official, 2), (Self.cleared, 3)] {
                let record = try #require(try await store.book.entry(JournalSequence(1), sight))
                guard case .said(let payload) = record.content, case .planImported(let facts)? = payload as? PlanEntry
                else {
                    Issue.record("no import")
                    continue
                }
                #expect(facts.actions.count == count)
                #expect(record.touched.count == count + 1 && record.touched.first == .strategy(StrategyID(1)))
                #expect(record.marking == (count == 3 ? .officialSensitive : .official))
            }
            // That it is about the marked one, too, is for those who may know of it.
            let about = JournalQuestion(subject: .action(ActionID(2)))
            #expect(try await store.book.count(about, Self.official) == 0)
            #expect(try await store.book.count(about, Self.cleared) == 1)
        }
    }

    @Test(
        "What was erased is named by the entry that erased it, and a plan that is gone is open to the highest clearance only",
        arguments: StoreKind.allCases)
    func erased(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            try await store.journal.erase(
                JournalSequence(2), rule: "Reports, 6 years", by: .program, at: Fictional.instant(99))
            let record = try #require(try await store.book.entry(JournalSequence(2), Self.official))
            guard case .erased(let by) = record.content else {
                Issue.record("not erased")
                return
            }
            #expect(by == JournalSequence(3))
            #expect(try await store.book.count(JournalQuestion(), Self.official) == 3)
            try await store.journal.erase(
                JournalSequence(1), rule: "Plans, 20 years", by: .program, at: Fictional.instant(99))
            #expect(try await store.book.count(JournalQuestion(), Self.official) == 0)
            #expect(try await store.book.entry(JournalSequence(1), Self.official) == nil)
            let kept = try #require(try await store.book.entry(JournalSequence(1), Self.cleared))
            #expect(kept.marking == .officialSensitive)
            #expect(try await store.book.count(JournalQuestion(), Self.cleared) == 4)
        }
    }

    @Test(
        "Entries about the partnership itself are there for every sight; those of a room without markings for the highest",
        arguments: StoreKind.allCases)
    func people(kind: StoreKind) async throws {
        try await kind.with { store in
            try await store.members.append(
                [
                    EntryDraft(author: .program, payload: .agencyJoined(Fictional.agency)),
                    EntryDraft(author: .program, payload: .memberJoined(Fictional.member(1))),
                ], expecting: [:], at: Fictional.instant(0))
            try await Fictional.fill(store)
            let administrator = Sight.of(Fictional.member(3, roles: [.administrator]))
            #expect(try await Self.sequences(store, JournalQuestion(), administrator) == [2, 1])
            #expect(try await Self.sequences(store, JournalQuestion(room: "partnership"), Self.official) == [2, 1])
            #expect(try await Self.sequences(store, JournalQuestion(), Self.official) == [4, 3, 2, 1])
        }
    }
}

extension JournalBookTests {
    @Test("Every payload there ever was is one the journal's page can read")
    func rooms() throws {
        let folder = Beside.folder.appendingPathComponent("Fixtures/payloads")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
        #expect(files.count > 10)
        for file in files {
            let parts = file.split(separator: ".").map(String.init)
            let kind = EntryKind(parts[1], version: try #require(Int(parts[2])))
            let data = try Data(contentsOf: folder.appendingPathComponent(file))
            let read = data.withUnsafeBytes { RoomPayloads.decoded(room: parts[0], kind: kind, body: $0) }
            #expect(read != nil, "\(file): add its room to RoomPayloads")
        }
    }
}
