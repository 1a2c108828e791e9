import ActionPlans
import Partnership
import Records
import Testing
import Vocabulary

@Suite("Agencies, deputies and posts in a store")
struct PostTests {
    @discardableResult
    private func append(_ store: Store, _ entries: PartnershipEntry...) async throws -> JournalSequence {
        try await store.members.append(
            entries.map { EntryDraft(author: .program, payload: $0) }, expecting: [:], at: Fictional.instant(0))
    }

    private static func agency(_ number: Int, _ name: String, _ short: String? = nil) -> Agency {
        Agency(id: AgencyID(number), name: name, short: short)
    }

    @Test("An agency keeps the names it bore, and who took its place", arguments: StoreKind.allCases)
    func agencies(kind: StoreKind) async throws {
        try await kind.with { store in
            try await append(
                store, .agencyJoined(Self.agency(1, "Health Board", "HB")), .agencyJoined(Self.agency(2, "Council")),
                .memberJoined(Fictional.member(1)), .memberJoined(Fictional.member(2)), .memberLeft(MemberID(2)))
            try await append(
                store, .agencyRenamed(AgencyRenamed(agency: AgencyID(1), name: "Care Trust", short: "PCT")))
            var board = Self.agency(1, "Care Trust", "PCT")
            board.formerNames = ["Health Board", "HB"]
            #expect(try await store.members.agencies() == [board, Self.agency(2, "Council")])
            let before = try await append(
                store, .agencyRenamed(AgencyRenamed(agency: AgencyID(1), name: "Care Trust", short: "CT")))
            let after = try await append(
                store,
                .agencyReplaced(
                    AgencyReplaced(
                        agency: AgencyID(1), successor: Self.agency(3, "Clinical Group", "PCT"),
                        members: [MemberID(1)])))
            board = Agency(
                id: AgencyID(1), name: "Care Trust", short: "CT", formerNames: ["Health Board", "HB", "PCT"],
                replacedBy: AgencyID(3))
            #expect(
                try await store.members.agencies()
                    == [board, Self.agency(2, "Council"), Self.agency(3, "Clinical Group", "PCT")])
            #expect(try await store.members.members().map(\.agency) == [AgencyID(3), AgencyID(1)])
            #expect(try await store.members.version(of: .member(MemberID(1))) == after)
            #expect(try await store.members.version(of: .member(MemberID(2))) < before)
            try await append(
                store,
                .agencyMerged(AgencyMerged(agency: AgencyID(3), into: AgencyID(2), members: [MemberID(1)])))
            #expect(try await store.members.agencies().successor(of: AgencyID(1))?.name == "Council")
            #expect(try await store.members.member(MemberID(1))?.agency == AgencyID(2))
            #expect(try await store.keeping.rebuild().differed == [])
            #expect(try await store.keeping.verify().faults == [])
        }
    }

    @Test(
        "Members are read as they were at a sequence, with roles, deputy and whether they were here",
        arguments: StoreKind.allCases)
    func membersAt(kind: StoreKind) async throws {
        try await kind.with { store in
            let first = Fictional.member(1, roles: [.lead])
            var changed = first
            changed.roles = [.reader, .contributor]
            changed.deputy = MemberID(2)
            let joined = try await append(store, .memberJoined(first))
            let second = try await append(store, .memberJoined(Fictional.member(2)))
            let moved = try await append(store, .memberChanged(changed))
            let left = try await append(store, .memberLeft(first.id))
            #expect(try await store.members.members(at: .none) == [])
            #expect(try await store.members.members(at: joined) == [first])
            #expect(try await store.members.members(at: second).map(\.id) == [MemberID(1), MemberID(2)])
            #expect(try await store.members.members(at: moved)[0] == changed)
            #expect(try await store.members.members(at: left)[0].isActive == false)
            #expect(try await store.members.members(at: left) == store.members.members())
            #expect(try await store.keeping.rebuild().differed == [])
        }
    }

    @Test("A post handed over says of each action only what is its own", arguments: StoreKind.allCases)
    func handedOver(kind: StoreKind) async throws {
        try await kind.with { store in
            let actions = [Fictional.action(1), Fictional.action(2, marking: .officialSensitive)]
            let facts = HandedOver(
                from: MemberID(1), to: MemberID(2), on: Fictional.day("2008-07-01"), reason: "New holder",
                owned: [ActionID(1), ActionID(2)], contributing: [])
            let drafts = [Fictional.plan(actions: actions), .postHandedOver(facts)].map(Fictional.draft)
            let at = try await store.strategies.append(drafts, expecting: [:], at: Fictional.instant(1))
            let plan = try #require(try await store.strategies.plan(StrategyID(1), .program, at: at))
            #expect(plan.actions.map(\.updateOwner) == [MemberID(2), MemberID(2)])
            let sight = Sight.of(Fictional.member(3, roles: [.reader]))
            let history = try await store.strategies.history(
                of: ActionID(1), sight, at: at, before: nil, limit: 10)
            var part = facts
            part.owned = [ActionID(1)]
            #expect(history.first?.payload == .postHandedOver(part))
            #expect(
                try await store.strategies.history(of: ActionID(2), sight, at: at, before: nil, limit: 10).isEmpty)
            #expect(try await store.strategies.version(of: .member(MemberID(1))) == at)
            #expect(try await store.strategies.version(of: .member(MemberID(2))) == at)
        }
    }

    @Test("A form is kept for its writer, one for each address, the newest so many", arguments: StoreKind.allCases)
    func drafts(kind: StoreKind) async throws {
        try await kind.with { store in
            func draft(_ member: Int, _ path: String, _ fields: String, _ second: Int64) -> FormDraft {
                FormDraft(member: MemberID(member), path: path, fields: fields, saved: Fictional.instant(second))
            }
            let forms = store.formDrafts
            try await forms.save(draft(1, "/a", "note=one", 0), limit: 3)
            try await forms.save(draft(1, "/a", "note=two", 1), limit: 3)
            #expect(try await forms.draft(of: MemberID(1), path: "/a") == draft(1, "/a", "note=two", 1))
            #expect(try await forms.draft(of: MemberID(2), path: "/a") == nil)
            try await forms.save(draft(2, "/a", "note=other", 1), limit: 3)
            for second in 2...5 { try await forms.save(draft(1, "/\(second)", "", Int64(second)), limit: 3) }
            #expect(try await forms.drafts(of: MemberID(1)).map(\.path) == ["/5", "/4", "/3"])
            #expect(try await forms.drafts(of: MemberID(2)).map(\.fields) == ["note=other"])
            try await forms.delete(of: MemberID(1), path: "/4")
            try await forms.delete(of: MemberID(2), path: "/4")
            #expect(try await forms.drafts(of: MemberID(1)).map(\.path) == ["/5", "/3"])
            #expect(try await forms.prune(before: Fictional.instant(5)) == 2)
            try await forms.deleteAll(of: MemberID(1))
            #expect(try await forms.drafts(of: MemberID(1)).isEmpty)
            #expect(try await store.keeping.head() == nil, "nothing of it is in the journal")
        }
    }
}
