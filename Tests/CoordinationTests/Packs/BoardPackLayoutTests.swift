import ActionPlans
import Coordination
import Frameworks
import Partnership
import Reporting
import Testing
import Vocabulary

/// Issued packs are made again years later, and the version of their layout says whether this program still makes the same
/// paper of the same facts. So what it makes of fixed facts is held here, for each version.
@Suite("What stands in a pack changes only together with the version of its layout")
struct BoardPackLayoutTests {
    /// Of each version: the beginning of the digest of each part of the example.
    ///
    /// A line that is released is never changed: raise `BoardPack.layout` and put a new one under it.
    static let known: [Int: [String: String]] = [
        1: [
            "achievements": "ad3be1db3aec370b",
            "changes": "7dab14ed6d117998",
            "counts": "401aac136c987696",
            "cover": "c5748a0562328e94",
            "decisions": "da07368b08135227",
            "exceptions": "df02f42a621128b0",
            "plan-1": "e19c34bd45bfa817",
            "plan-2": "08e7126ea9b2bde4",
            "rule": "83efd8ac1cf3da4d",
            "sources": "95701ff90dc3de63",
            "timeline-1": "8b9480a62a914665",
            "timeline-2": "7d0d9e0f64c0e70a",
        ],
        // A status that changed is told as one, and what waits since today does not do so for no days.
        2: [
            "achievements": "ad3be1db3aec370b",
            "changes": "7dab14ed6d117998",
            "counts": "401aac136c987696",
            "cover": "c5748a0562328e94",
            "decisions": "da07368b08135227",
            "exceptions": "df02f42a621128b0",
            "plan-1": "e19c34bd45bfa817",
            "plan-2": "08e7126ea9b2bde4",
            "rule": "83efd8ac1cf3da4d",
            "sources": "d85adf725d037137",
            "timeline-1": "8b9480a62a914665",
            "timeline-2": "7d0d9e0f64c0e70a",
        ],
    ]

    @Test("The example is what it was when this version of the layout was written")
    func layout() throws {
        let paper = try PaperJSON(BoardPackExample.pack.paper)
        var made = ["cover": Self.digest(paper.cover)]
        for section in paper.sections { made[section.id] = Self.digest(section.json) }
        #expect(
            Set(made.keys).isSuperset(of: [
                "cover", "rule", "counts", "exceptions", "achievements", "changes", "decisions", "plan-1", "plan-2",
                "timeline-1", "sources",
            ]), "the example has every part a pack can have")
        let known = Self.known[BoardPack.layout] ?? [:]
        let differing = Set(made.keys).union(known.keys).filter { made[$0] != known[$0] }.sorted()
        #expect(
            differing.isEmpty,
            """
            The same facts give another pack than version \(BoardPack.layout) of its layout did; it differs in: \
            \(differing.joined(separator: ", ")). Every pack issued so far would be found to differ without a reason. If \
            this was meant, raise BoardPack.layout to \(BoardPack.layout + 1) and give that version a line in `known`: \
            \(made.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \"\($0.value)\"" }.joined(separator: ", ")). If it \
            was not meant, take the change back.
            """)
    }

    private static func digest(_ json: String) -> String { String(Digest.hex(of: Array(json.utf8)).prefix(16)) }
}

/// A pack of two small plans in which everything happens that a pack tells of. It is fixed: nothing else uses it.
enum BoardPackExample {
    private static let day = Day(number: 14_060)  // 30 June 2008
    private static let imported = Day(number: 13_970)  // 1 April 2008
    private static let aim = PlanLevel(level: .aim, number: "1", text: "Reduce harm")
    private static let objective = PlanLevel(level: .objective, number: nil, text: "Treatment")

    private static func action(
        _ number: Int, of strategy: Int = 1, _ text: String, _ commitments: [Commitment], owner: Int? = 2
    ) -> Action {
        let wording = ActionWording(
            number: "1.\(number)", path: [aim, objective], text: text, leads: ["Treatment Commissioner"],
            outcome: "Outcome of \(text)",
            timescale: Timescale(
                wording: commitments.compactMap(\.wording).joined(separator: "; "), commitments: commitments))
        return Action(
            id: ActionID(number), strategy: StrategyID(strategy), position: number, wording: wording,
            marking: .official,
            promises: commitments.enumerated().map { Promise(number: $0 + 1, commitment: $1) },
            updateOwner: owner.map { MemberID($0) }, contributing: [], retired: nil, entered: JournalSequence(1),
            enteredOn: imported, lastReport: nil, version: JournalSequence(1))
    }

    private static func due(_ words: String, _ days: Int) -> Commitment {
        Commitment(wording: words, due: day.adding(days: days))
    }

    private static func plan(_ id: Int, _ title: String, at sequence: Int64, _ actions: [Action]) -> Plan {
        Plan(
            strategy: Strategy(
                id: StrategyID(id), title: title, year: .financial, marking: .official,
                source: PlanSource(name: "plan \(id).csv", digest: String(repeating: "\(id)", count: 64)),
                imported: imported, importedAt: JournalSequence(1), version: JournalSequence(1)),
            at: JournalSequence(sequence), actions: actions, rounds: [], owed: [:])
    }

    private static func part(_ before: Plan, _ now: Plan, _ decisions: [Decision] = []) -> BoardPack.Part {
        let compared = PlanComparison(point: PlanComparison.point(for: before, on: imported), plan: before)
        let then = PlanPicture(of: before, on: imported, comparedWith: compared)
        let picture = PlanPicture(of: now, on: day, comparedWith: compared)
        return BoardPack.Part(
            picture: picture, changes: PlanChanges(from: then, to: picture, said: []), decisions: decisions)
    }

    static var pack: BoardPack {
        let first = [
            action(1, "Open a weekly clinic", [due("May 2008", -31), due("Autumn 2008", 100)]),
            action(2, "Train the outreach team", [due("By midsummer", -6)]),
            action(
                3, "Meet every quarter", [Commitment(wording: "Quarterly", repeats: Recurrence(every: 3, unit: .month))]
            ),
            action(4, "Agree the protocol", [Commitment(wording: "TBD", undecided: true)], owner: nil),
            action(5, "Print the leaflet", [due("July 2008", 20)]),
        ]
        var now = first
        now[0].promises[0].completed = Completion(
            recordedOn: day.adding(days: -20), happened: day.adding(days: -25), evidence: "Minutes of the board")
        now[1].wording.text = "Train the whole outreach team"
        now[1].promises[0].agreedDay = day.adding(days: 60)
        now[1].promises[0].slips = 1
        now[4].retired = Retirement(on: day.adding(days: -3), reason: "Not needed", successor: nil)
        now.append(action(6, "Review the “service” & its costs", [due("March 2009", 270)]))
        let decision = Decision(
            id: DecisionID(1), meeting: MeetingID(1), group: GroupID(1), text: "To train the whole team.",
            about: [DecidedAbout(action: ActionID(2), strategy: StrategyID(1))], owner: MemberID(2), comesBack: nil,
            marking: .official, taken: day.adding(days: -10), version: JournalSequence(5))
        let second = plan(2, "Second plan", at: 9, [action(7, of: 2, "Count the needles", [due("2009", 180)])])
        return BoardPack(
            terms: PackTerms(
                strategies: [StrategyID(1), StrategyID(2)], title: "Board pack", asAt: day, since: imported,
                sinceMeeting: nil, audience: .readers),
            edition: 3, sequence: JournalSequence(9), madeOn: day.adding(days: 2), partnership: "Test Partnership",
            group: nil, meeting: nil, coverMarking: .official,
            parts: [
                part(plan(1, "City plan", at: 1, first), plan(1, "City plan", at: 9, now), [decision]),
                part(second, second),
            ],
            names: StaffNames([
                Member(
                    id: MemberID(2), name: "Member Two", post: "Treatment Commissioner", agency: AgencyID(1),
                    email: "two@example.org", roles: [.lead])
            ]), framework: framework, frameworkDigest: String(repeating: "f", count: 64))
    }

    private static let framework = FrameworkPack(
        name: "example", title: "Example", source: "Tests",
        statuses: [StatusAppearance(status: "overdue", word: "Late", shape: "▲", colour: "red")],
        cycle: Recurrence(every: 3, unit: .month), closingDays: 14, planYear: .financial, columnHeadings: [],
        layouts: [
            PlanLayout(
                name: "aims", title: "By aim", division: .aim, statement: "Red is late.",
                columns: [
                    LayoutColumn("Objective", share: 3, [.objective]),
                    LayoutColumn("Key actions", share: 5, [.number, .text]), LayoutColumn("Owner", share: 2, [.leads]),
                    LayoutColumn("Timing", share: 2, [.timescale]), LayoutColumn("Status", share: 2, [.status]),
                ])
        ], defaultLayout: "aims")
}
