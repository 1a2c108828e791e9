import Partnership
import Records
import Testing
import Vocabulary

@Suite("Agencies and members")
struct MemberTests {
    private func append(_ store: Store, _ entries: PartnershipEntry...) async throws {
        try await store.members.append(
            entries.map { EntryDraft(author: .program, payload: $0) }, expecting: [:], at: Fictional.instant(0))
    }

    @Test("Who joined is found by number and by address in any case", arguments: StoreKind.allCases)
    func joined(kind: StoreKind) async throws {
        try await kind.with { store in
            let lead = Fictional.member(1, roles: [.lead, .contributor], clearance: .officialSensitive)
            let nobody = Fictional.member(2, roles: [])
            try await append(
                store, .partnershipNamed(PartnershipProfile(name: "City", timeZone: "Europe/London")),
                .agencyJoined(Fictional.agency), .memberJoined(lead), .memberJoined(nobody))
            #expect(try await store.members.profile() == PartnershipProfile(name: "City"))
            #expect(try await store.members.agencies() == [Fictional.agency])
            #expect(try await store.members.members() == [lead, nobody])
            #expect(try await store.members.member(MemberID(1)) == lead)
            #expect(try await store.members.member(email: "POST1@Example.ORG") == lead)
            #expect(try await store.members.member(email: "stranger@example.org") == nil)
            #expect(try await store.members.member(MemberID(3)) == nil)
        }
    }

    @Test("Who left keeps the name, and the address is free again", arguments: StoreKind.allCases)
    func left(kind: StoreKind) async throws {
        try await kind.with { store in
            let first = Fictional.member(1)
            try await append(store, .agencyJoined(Fictional.agency), .memberJoined(first), .memberLeft(first.id))
            var gone = first
            gone.isActive = false
            #expect(try await store.members.member(first.id) == gone)
            var second = Fictional.member(2)
            second.email = first.email
            try await append(store, .memberJoined(second))
            #expect(try await store.members.member(email: first.email) == second)
            #expect(try await store.members.version(of: .member(first.id)) == JournalSequence(3))
        }
    }

    @Test("Two members at work never share an address", arguments: StoreKind.allCases)
    func sharedAddress(kind: StoreKind) async throws {
        try await kind.with { store in
            try await append(store, .memberJoined(Fictional.member(1)))
            var second = Fictional.member(2)
            second.email = "Post1@example.org"
            let drafts = [EntryDraft(author: .program, payload: PartnershipEntry.memberJoined(second))]
            await #expect(throws: DatabaseFault.self) {
                try await store.members.append(drafts, expecting: [:], at: Fictional.instant(1))
            }
            #expect(try await store.keeping.head()?.sequence == JournalSequence(1))
        }
    }

    @Test("A change of roles is there at once, and rebuilding makes the same", arguments: StoreKind.allCases)
    func changed(kind: StoreKind) async throws {
        try await kind.with { store in
            var member = Fictional.member(1, roles: [.reader])
            try await append(store, .memberJoined(member))
            member.roles = [.coordinator, .reader]
            member.post = "Partnership Manager"
            try await append(store, .memberChanged(member))
            #expect(try await store.members.member(member.id) == member)
            let report = try await store.keeping.rebuild()
            #expect(report.differed == [] && report.rows["member"] == 2 && report.rows["member_role"] == 3)
        }
    }
}
