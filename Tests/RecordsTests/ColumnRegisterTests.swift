import ActionPlans
import Frameworks
import Partnership
import Records
import Testing
import Vocabulary

@Suite("Remembered headings in the store")
struct ColumnRegisterTests {
    private func sight(_ clearance: Marking, roles: Set<Role> = [.coordinator]) -> Sight {
        Sight.of(
            Member(
                id: MemberID(1), name: "Member", post: "Post", agency: AgencyID(1), email: "m@test.example",
                roles: roles, clearance: clearance))
    }

    private func column(
        _ heading: String, _ meaning: ColumnMeaning, agency: Int = 1, marking: Marking = .official,
        settled: Int64 = 0
    ) -> RememberedColumn {
        RememberedColumn(
            agency: AgencyID(agency), heading: heading, marking: marking, printed: heading.uppercased(),
            meaning: ColumnReading(meaning), member: MemberID(1), settled: Fictional.instant(settled),
            source: "plan.csv")
    }

    @Test("A heading is kept for one agency, and what is settled anew takes its place", arguments: StoreKind.allCases)
    func remember(kind: StoreKind) async throws {
        try await kind.with { store in
            let high = sight(.officialSensitive)
            let agency = AgencyID(1)
            let first = [column("boss", .leads), column("what", .text)]
            try await store.columns.remember(first, forgetting: [], of: agency, high, limit: 9)
            try await store.columns.remember(
                [column("boss", .owner, agency: 2)], forgetting: [], of: AgencyID(2), high, limit: 9)
            let mixed = RememberedColumn(
                agency: agency, heading: "boss", marking: .official, printed: "Boss, when",
                meaning: ColumnReading(.leads, .timescale), member: MemberID(2), settled: Fictional.instant(5),
                source: "next.csv")
            try await store.columns.remember([mixed], forgetting: ["what"], of: agency, high, limit: 9)
            #expect(try await store.columns.columns(high) == [mixed, column("boss", .owner, agency: 2)])
        }
    }

    @Test("A heading of a marked plan does not exist below its marking, and hides none", arguments: StoreKind.allCases)
    func sight(kind: StoreKind) async throws {
        try await kind.with { store in
            let (low, high) = (sight(.official), sight(.officialSensitive))
            let agency = AgencyID(1)
            let open = column("boss", .leads)
            let marked = column("boss", .owner, marking: .officialSensitive, settled: 5)
            try await store.columns.remember([open], forgetting: [], of: agency, low, limit: 9)
            try await store.columns.remember([marked], forgetting: [], of: agency, high, limit: 9)
            #expect(try await store.columns.columns(low) == [open])
            #expect(try await store.columns.columns(high) == [open, marked])
            #expect(try await store.columns.columns(sight(.officialSensitive, roles: [.administrator])).isEmpty)
            #expect(try await store.columns.forget(marked, low) == false)
            try await store.columns.remember([], forgetting: ["boss"], of: agency, low, limit: 9)
            #expect(try await store.columns.columns(high) == [marked], "what is out of sight is not forgotten")
            #expect(try await store.columns.forgetAll(of: agency, low) == 0)
            #expect(try await store.columns.forgetAll(of: agency, high) == 1)
        }
    }

    @Test("One heading is forgotten as it was seen, and not as it was settled since", arguments: StoreKind.allCases)
    func forget(kind: StoreKind) async throws {
        try await kind.with { store in
            let high = sight(.officialSensitive)
            let seen = column("boss", .leads)
            let anew = column("boss", .owner, settled: 7)
            try await store.columns.remember([seen], forgetting: [], of: AgencyID(1), high, limit: 9)
            try await store.columns.remember([anew], forgetting: [], of: AgencyID(1), high, limit: 9)
            #expect(try await store.columns.forget(seen, high) == false)
            #expect(try await store.columns.forget(anew, high))
            #expect(try await store.columns.forget(anew, high) == false)
            #expect(try await store.columns.columns(high).isEmpty)
        }
    }

    @Test("Beyond the limit the oldest of the agency go", arguments: StoreKind.allCases)
    func limit(kind: StoreKind) async throws {
        try await kind.with { store in
            let high = sight(.officialSensitive)
            for number in 0..<5 {
                try await store.columns.remember(
                    [column("heading \(number)", .notes, settled: Int64(number))], forgetting: [], of: AgencyID(1),
                    high, limit: 3)
            }
            try await store.columns.remember(
                [column("other", .notes, agency: 2)], forgetting: [], of: AgencyID(2), high, limit: 3)
            #expect(
                try await store.columns.columns(high).map(\.heading) == [
                    "heading 2", "heading 3", "heading 4", "other",
                ])
        }
    }
}
