import ActionPlans
import Foundation
import Partnership
import TestSupport
import Testing
import Vocabulary

@testable import Records

/// The meeting register against a replay in memory, for every kind of sight and both kinds of store.
@Suite("Groups, meetings and decisions are what the entries say")
struct MeetingRecordsTests {
    /// The actions of `Fictional.fill`: the second is marked.
    private static let actions: [ActionID: Marking] = [
        ActionID(1): .official, ActionID(2): .officialSensitive, ActionID(3): .official,
    ]

    /// Random entries that could have happened, by somebody who sees everything.
    private struct Happenings {
        var random: SeededRandom
        private var day = Fictional.day("2008-05-01")
        private var groups = 0
        private var meetings = 0
        private var decisions = 0
        private var terms: [Int: Int] = [:]
        private var items: [Int: Int] = [:]
        private var notes: [Int: Int] = [:]

        init(seed: UInt64) { random = SeededRandom(seed: seed) }

        private mutating func marking() -> Marking { random.chance(30) ? .officialSensitive : .official }
        private mutating func meeting() -> MeetingID { MeetingID(random.number(1...max(1, meetings))) }
        private mutating func text() -> String {
            random.pick(["Plain", "Ünïcode ✓", "Two\nlines", "'quoted' \"text\""])
        }

        mutating func next() -> MeetingEntry {
            day = day.adding(days: random.number(0...9))
            if groups == 0 || (groups < 4 && random.chance(8)) { return formed() }
            if meetings == 0 || (meetings < 9 && random.chance(12)) { return called(nil) }
            switch random.number(1...12) {
            case 1:
                return .groupChanged(described(GroupID(random.number(1...groups))))
            case 2: return begun()
            case 3:
                let group = random.number(1...groups)
                return .termEnded(
                    TermEnded(group: GroupID(group), term: random.number(1...3), until: day.adding(days: 5), on: day))
            case 4: return called(meeting())
            case 5: return added()
            case 6:
                return .itemRemoved(ItemRemoved(meeting: meeting(), item: random.number(1...3), on: day))
            case 7:
                return .attendanceRecorded(
                    AttendanceRecorded(
                        meeting: meeting(),
                        attendance: Attendance(
                            present: [MemberID(1), MemberID(2), MemberID(5)], apologies: [MemberID(7)],
                            visitors: random.chance(50) ? [text()] : []), on: day))
            case 8: return noted(isCorrection: random.chance(20))
            case 9, 10: return taken()
            case 11: return closed()
            default:
                return random.chance(50)
                    ? .minutesAgreed(MinutesAgreed(meeting: meeting(), on: day))
                    : .meetingCancelled(MeetingCancelled(meeting: meeting(), on: day, reason: text()))
            }
        }

        private mutating func described(_ id: GroupID) -> GroupDescribed {
            GroupDescribed(
                group: id, name: text(), purpose: text(), reportsTo: random.chance(50) ? GroupID(1) : nil,
                marking: marking(), on: day)
        }

        private mutating func formed() -> MeetingEntry {
            groups += 1
            return .groupFormed(described(GroupID(groups)))
        }

        private mutating func begun() -> MeetingEntry {
            let group = random.number(1...groups)
            terms[group, default: 0] += 1
            return .termBegun(
                TermBegun(
                    group: GroupID(group),
                    term: GroupTerm(
                        number: terms[group] ?? 1, member: MemberID(random.number(1...5)),
                        office: random.pick(GroupOffice.allCases), from: day), on: day))
        }

        private mutating func called(_ present: MeetingID?) -> MeetingEntry {
            if present == nil { meetings += 1 }
            let facts = MeetingDescribed(
                meeting: present ?? MeetingID(meetings), group: GroupID(random.number(1...groups)), title: text(),
                day: day.adding(days: random.number(-20...60)), time: "10am", place: text(),
                strategies: random.chance(50) ? [StrategyID(1), StrategyID(2), StrategyID(4)] : [], marking: marking(),
                on: day)
            return present == nil ? .meetingCalled(facts) : .meetingChanged(facts)
        }

        private mutating func added() -> MeetingEntry {
            let id = meeting()
            items[id.number, default: 0] += 1
            return .itemAdded(
                ItemAdded(meeting: id, item: TypedItem(number: items[id.number] ?? 1, text: text()), on: day))
        }

        private mutating func noted(isCorrection: Bool) -> MeetingEntry {
            let id = meeting()
            notes[id.number, default: 0] += 1
            let facts = NoteMade(
                meeting: id, note: notes[id.number] ?? 1,
                about: isCorrection ? nil : random.pick([.action(ActionID(2)), .typed(1), .decision(DecisionID(1))]),
                text: text(), marking: marking(), on: day)
            return isCorrection ? .minutesCorrected(facts) : .itemDiscussed(facts)
        }

        private mutating func taken() -> MeetingEntry {
            decisions += 1
            let about = [1, 2, 3].filter { _ in random.chance(35) }
            return .decisionTaken(
                DecisionTaken(
                    decision: DecisionID(decisions), meeting: meeting(), group: GroupID(random.number(1...groups)),
                    text: text(),
                    about: about.map { DecidedAbout(action: ActionID($0), strategy: StrategyID(1)) },
                    owner: random.chance(50) ? MemberID(2) : nil,
                    comesBack: random.chance(50) ? day.adding(days: 30) : nil, marking: marking(), on: day))
        }

        private mutating func closed() -> MeetingEntry {
            let id = DecisionID(random.number(1...max(1, decisions)))
            return random.chance(50)
                ? .decisionDone(DecisionDone(decision: id, on: day, note: text()))
                : .decisionSuperseded(DecisionSuperseded(decision: id, by: DecisionID(1), on: day, note: text()))
        }
    }

    private static func draft(_ entry: MeetingEntry) -> EntryDraft<MeetingEntry> {
        EntryDraft(author: .member(MemberID(1)), payload: entry)
    }

    private static func compare(_ store: Store, _ replay: MeetingReplay, at sequence: JournalSequence) async throws {
        for sight in HistoryTests.sights {
            #expect(try await store.meetings.groups(sight, at: sequence) == replay.groups(sight), "at \(sequence)")
            let meetings = try await store.meetings.meetings(of: nil, sight, at: sequence)
            #expect(meetings == replay.meetings(sight), "at \(sequence)")
            let decisions = try await store.meetings.decisions(DecisionFilter(), sight, at: sequence)
            #expect(decisions == replay.decisions(sight, actions: actions), "at \(sequence)")
            for id in replay.meetings.keys {
                #expect(
                    try await store.meetings.notes(of: id, sight, at: sequence) == replay.notes(of: id, sight),
                    "at \(sequence)")
                let one = try await store.meetings.meeting(id, sight, at: sequence)
                #expect(one == meetings.first { $0.id == id })
            }
            for id in replay.decisions.keys {
                let one = try await store.meetings.decision(id, sight, at: sequence)
                #expect(one == decisions.first { $0.id == id })
            }
        }
    }

    @Test(
        "At each sequence, for each sight, the register says what the replay says; rebuilding changes nothing",
        arguments: StoreKind.allCases, [31, 32] as [UInt64])
    func conformance(kind: StoreKind, seed: UInt64) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            var happenings = Happenings(seed: seed)
            var replay = MeetingReplay()
            var pictures: [(JournalSequence, MeetingReplay)] = []
            for step in 0..<90 {
                let entry = happenings.next()
                let reached = try await store.meetings.append(
                    [Self.draft(entry)], expecting: [:], at: Fictional.instant(Int64(100 + step)))
                replay.apply(entry, at: reached)
                if step.isMultiple(of: 9) { pictures.append((reached, replay)) }
            }
            #expect(replay.decisions.count > 3 && replay.meetings.count > 3)
            let at = try #require(try await store.keeping.head()).sequence
            try await Self.compare(store, replay, at: at)
            for (sequence, replay) in pictures { try await Self.compare(store, replay, at: sequence) }
            let report = try await store.keeping.rebuild()
            #expect(report.differed == [])
            #expect(report.rows["decision"] ?? 0 > 0 && report.rows["meeting_note"] ?? 0 > 0)
            try await Self.compare(store, replay, at: at)
            #expect(try await store.keeping.verify().faults == [])
        }
    }

    @Test(
        "Filters of the log narrow in the store, and for who may not see an action its decision is not counted",
        arguments: StoreKind.allCases)
    func filters(kind: StoreKind) async throws {
        try await kind.with { store in
            try await Fictional.fill(store)
            for (offset, entry) in MeetingFixtures.all.prefix(1).enumerated() {
                try await store.meetings.append(
                    [Self.draft(entry)], expecting: [:], at: Fictional.instant(Int64(100 + offset)))
            }
            let described = MeetingDescribed(
                meeting: MeetingID(1), group: GroupID(1), title: "Q", day: Fictional.day("2008-06-02"), time: "",
                place: "", strategies: [], marking: .official, on: Fictional.day("2008-06-02"))
            func taken(_ number: Int, _ actions: [Int]) -> MeetingEntry {
                .decisionTaken(
                    DecisionTaken(
                        decision: DecisionID(number), meeting: MeetingID(1), group: GroupID(1), text: "T",
                        about: actions.map { DecidedAbout(action: ActionID($0), strategy: StrategyID(1)) }, owner: nil,
                        comesBack: nil, marking: .official, on: Fictional.day("2008-06-02")))
            }
            let entries: [MeetingEntry] = [
                .meetingCalled(described), taken(1, []), taken(2, [1]), taken(3, [1, 2]),
                .decisionDone(DecisionDone(decision: DecisionID(1), on: Fictional.day("2008-06-03"), note: "N")),
            ]
            let at = try await store.meetings.append(
                entries.map(Self.draft), expecting: [:], at: Fictional.instant(200))
            let low = Sight.of(Fictional.member(1, roles: [.reader]))
            func numbers(_ filter: DecisionFilter, _ sight: Sight = .program) async throws -> [Int] {
                try await store.meetings.decisions(filter, sight, at: at).map(\.id.number)
            }
            #expect(try await numbers(DecisionFilter()) == [3, 2, 1])
            // Not its own marking but that of its action keeps the third from who may not see it.
            #expect(try await numbers(DecisionFilter(), low) == [2, 1])
            #expect(try await numbers(DecisionFilter(action: ActionID(1))) == [3, 2])
            #expect(try await numbers(DecisionFilter(strategy: StrategyID(1)), low) == [2])
            #expect(try await numbers(DecisionFilter(strategy: StrategyID(2))) == [])
            #expect(try await numbers(DecisionFilter(group: GroupID(1), state: .done)) == [1])
            #expect(try await numbers(DecisionFilter(group: GroupID(2))) == [])
            #expect(try await numbers(DecisionFilter(meeting: MeetingID(1), state: .standing), low) == [2])
            #expect(try await numbers(DecisionFilter(), .nobody) == [])
            let next = try await store.meetings.nextNumbers()
            #expect(next == NextMeetingNumbers(group: GroupID(2), meeting: MeetingID(2), decision: DecisionID(4)))
        }
    }

    @Test("An erased meeting takes its decisions and notes with it, and its number is not given again")
    func erasure() async throws {
        try await StoreKind.memory.with { store in
            for (offset, entry) in MeetingFixtures.all.enumerated() {
                try await store.meetings.append(
                    [Self.draft(entry)], expecting: [:], at: Fictional.instant(Int64(offset)))
            }
            let before = try #require(try await store.keeping.head()).sequence
            #expect(try await store.meetings.decisions(DecisionFilter(), .program, at: before).count == 1)
            let at = try await store.journal.erase(
                JournalSequence(6), rule: "Meetings, 20 years", by: .program, at: Fictional.instant(99))
            #expect(try await store.meetings.meetings(of: nil, .program, at: at) == [])
            #expect(try await store.meetings.decisions(DecisionFilter(), .program, at: at) == [])
            #expect(try await store.meetings.notes(of: MeetingID(1), .program, at: at) == [])
            #expect(try await store.meetings.nextNumbers().meeting == MeetingID(2))
            #expect(try await store.keeping.rebuild().differed == [])
        }
    }

    // MARK: Payloads

    @Test("Each payload is read as what was written, and written as it is on file", arguments: MeetingFixtures.all)
    func payloads(entry: MeetingEntry) throws {
        let name = "meetings.\(entry.kind.name).\(entry.kind.version).json"
        let file = Beside.folder.appendingPathComponent("Fixtures/payloads/\(name)")
        let data = try Data(contentsOf: file)
        let read = try data.withUnsafeBytes {
            try PayloadCoder.decode(MeetingEntry.self, kind: entry.kind, body: $0)
        }
        #expect(read == entry)
        #expect(try PayloadCoder.encode(entry) == String(decoding: data, as: UTF8.self))
    }
}
