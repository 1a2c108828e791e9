import ActionPlans
import Foundation
import Partnership
import Testing
import Vocabulary

@testable import Reporting

@Suite("Every entry of the journal has a sentence")
struct EntryWordsTests {
    private static let member = Member(
        id: MemberID(2), name: "Holder", post: "Treatment Commissioner", agency: AgencyID(1),
        email: "holder@example.org", roles: [.lead, .reader], clearance: .officialSensitive)
    private static let words = EntryWords(
        StaffNames([member]), agencies: [Agency(id: AgencyID(1), name: "City Council", short: "CC")])

    private static func record(_ content: JournalContent, room: String, kind: String) -> JournalRecord {
        JournalRecord(
            header: EntryHeader(
                sequence: JournalSequence(9), recorded: Instant(microseconds: 0), author: .program,
                purpose: .performance, subject: .partnership, room: room, kind: EntryKind(kind), happened: nil,
                digest: "d"), content: content, marking: .official, payloadDigest: "p", previousDigest: "q")
    }

    private static func record(_ payload: any EntryPayload) -> JournalRecord {
        record(.said(payload), room: type(of: payload).room, kind: payload.kind.name)
    }

    @Test(
        "What happened to the partnership, in plain words",
        arguments: [
            (
                PartnershipEntry.partnershipNamed(PartnershipProfile(name: "City Partnership")),
                "The partnership is called City Partnership, in the time zone Europe/London."
            ),
            (
                .agencyJoined(Agency(id: AgencyID(1), name: "City Council", short: "CC")),
                "City Council (CC) joined the partnership."
            ),
            (
                .memberJoined(member),
                "Holder, Treatment Commissioner, of City Council, joined. Roles: lead, reader; may see up to OFFICIAL-SENSITIVE."
            ),
            (.memberLeft(MemberID(2)), "Holder, Treatment Commissioner left the partnership."),
            (.memberLeft(MemberID(7)), "a former member left the partnership."),
        ])
    func partnership(entry: PartnershipEntry, sentence: String) {
        #expect(Self.words.sentence(Self.record(entry)) == sentence)
    }

    @Test("An address is never part of it")
    func noAddress() {
        #expect(!Self.words.sentence(Self.record(PartnershipEntry.memberChanged(Self.member))).contains("@"))
    }

    @Test("An erasure names its rule and the entry; what was erased names the erasure")
    func erasure() {
        let erasure = JournalEntry.erased(Erased(rule: "Reports, 6 years", sequence: JournalSequence(4), touched: []))
        #expect(
            Self.words.sentence(Self.record(erasure))
                == "What entry 4 said was erased under the rule “Reports, 6 years”.")
        let gone = Self.record(.erased(under: JournalSequence(12)), room: "plans", kind: "progress-reported")
        #expect(Self.words.sentence(gone) == "What this entry said was erased under entry 12.")
    }

    @Test("What no room has words for still has a sentence from its name", arguments: ["new-thing-done", "x", ""])
    func unknown(kind: String) {
        struct Strange: EntryPayload {
            static let room = "strange"
            let kind: EntryKind
            var subject: Subject { .partnership }
            var alsoTouches: [Subject] { [] }
            var happened: Day? { nil }
            init(_ kind: EntryKind) { self.kind = kind }
            init?(kind: EntryKind, from decoder: any Decoder) throws { nil }
            func encodeFacts(to encoder: any Encoder) throws {}
        }
        let sentence = Self.words.sentence(Self.record(Strange(EntryKind(kind))))
        #expect(sentence == (kind == "new-thing-done" ? "New thing done." : kind == "x" ? "X." : "Entry."))
        let unreadable = Self.words.sentence(Self.record(.unreadable, room: "strange", kind: kind))
        #expect(unreadable.contains("cannot read"))
    }

    /// The payloads kept for ever name every kind there is.
    @Test("Every kind that was ever written has a title in the list to choose from")
    func titles() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("RecordsTests/Fixtures/payloads")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
        #expect(files.count > 10)
        for file in files {
            let parts = file.split(separator: ".").map(String.init)
            let room = EntryWords.rooms.first { $0.name == parts[0] }
            #expect(room?.kinds.contains { $0.name == parts[1] } == true, "\(file): give it a title in EntryWords")
        }
    }
}
