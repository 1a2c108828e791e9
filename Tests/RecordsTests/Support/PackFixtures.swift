import ActionPlans
import Vocabulary

/// What the files of `Fixtures/payloads` that begin with `packs` say.
enum PackFixtures {
    static let entries: [(file: String, payload: PackEntry)] = [
        ("packs.pack-issued.1", .packIssued(issued(1))),
        (
            "packs.pack-issued.1.group",
            .packIssued(
                issued(
                    2, audience: PackAudience(kind: .group, group: GroupID(3), ceiling: .officialSensitive),
                    marking: .officialSensitive, meeting: MeetingID(4)))
        ),
        ("packs.plan-exported.1", .planExported(exported(1))),
        ("packs.plan-exported.1.pack", .planExported(exported(2, format: .pdf, pack: PackID(1)))),
    ]

    static func day(_ text: String) -> Day { Fictional.day(text) }

    static func issued(
        _ number: Int, of strategies: [Int] = [1], edition: Int = 1, audience: PackAudience = .readers,
        marking: Marking = .official, meeting: MeetingID? = nil, at sequence: Int64 = 7
    ) -> PackIssued {
        PackIssued(
            pack: PackID(number), strategies: strategies.map { StrategyID($0) }, edition: edition,
            title: "Board pack / \"Café\"", asAt: day("2008-06-30"), sequence: JournalSequence(sequence),
            since: day("2008-04-01"), sinceMeeting: meeting, audience: audience, marking: marking, framework: "test",
            frameworkDigest: String(repeating: "f", count: 64), rule: 1, layout: 1,
            digest: String(repeating: "d", count: 64),
            sections: [SectionDigest(id: "counts", title: "Counts", digest: String(repeating: "c", count: 64))],
            on: day("2008-07-01"))
    }

    static func exported(
        _ number: Int, of strategies: [Int] = [1, 2], format: ExportFormat = .xlsx, marking: Marking = .official,
        pack: PackID? = nil
    ) -> PlanExported {
        PlanExported(
            export: ExportID(number), strategies: strategies.map { StrategyID($0) }, format: format,
            asAt: day("2008-06-30"), sequence: JournalSequence(7), rows: 12, isFiltered: pack == nil, marking: marking,
            pack: pack, on: day("2008-07-01"))
    }
}
