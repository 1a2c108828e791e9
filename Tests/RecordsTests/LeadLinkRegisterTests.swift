import ActionPlans
import Partnership
import Records
import Testing
import Vocabulary

@Suite("Links of leads are kept by their digest")
struct LeadLinkRegisterTests {
    private func link(_ number: Int, member: Int, round: Int) -> LeadLink {
        let digits = String(number, radix: 16)
        return LeadLink(
            token: TokenDigest(hex: String(repeating: "0", count: 64 - digits.count) + digits),
            member: MemberID(member), strategy: StrategyID(5), round: RoundID(round), created: Fictional.instant(1))
    }

    @Test("One live link for a member and a round: a new one voids the earlier", arguments: StoreKind.allCases)
    func oneEach(kind: StoreKind) async throws {
        try await kind.with { store in
            let first = link(1, member: 1, round: 1)
            let others = [link(2, member: 1, round: 2), link(3, member: 2, round: 1)]
            for link in [first] + others { try await store.leadLinks.issue(link) }
            #expect(try await store.leadLinks.link(first.token) == first)
            let second = link(4, member: 1, round: 1)
            try await store.leadLinks.issue(second)
            #expect(try await store.leadLinks.link(first.token) == nil)
            for link in [second] + others { #expect(try await store.leadLinks.link(link.token) == link) }
            #expect(try await store.leadLinks.link(link(9, member: 1, round: 1).token) == nil)
            #expect(try await store.keeping.head() == nil, "a link is no entry")
        }
    }

    @Test("They end by member and by round, and only those", arguments: StoreKind.allCases)
    func ending(kind: StoreKind) async throws {
        try await kind.with { store in
            let all = [link(1, member: 1, round: 1), link(2, member: 1, round: 2), link(3, member: 2, round: 2)]
            for link in all { try await store.leadLinks.issue(link) }
            #expect(
                try await store.leadLinks.rounds()
                    == [1, 2].map { LeadLinkRound(strategy: StrategyID(5), round: RoundID($0)) })
            try await store.leadLinks.end(of: RoundID(1))
            #expect(try await store.leadLinks.link(all[0].token) == nil)
            try await store.leadLinks.end(of: MemberID(1))
            #expect(try await store.leadLinks.link(all[1].token) == nil)
            #expect(try await store.leadLinks.link(all[2].token) == all[2])
            #expect(try await store.leadLinks.rounds().map(\.round) == [RoundID(2)])
        }
    }
}
