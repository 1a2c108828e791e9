import ActionPlans
import Intake
import Testing
import Vocabulary

@Suite("The same action again")
struct PlanMatchTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let existing: [(String?, String, String)]
        let read: [(String?, String, String)]
        let outcomes: [String]
        let absent: [Int]
    }

    static let cases = [
        Case(
            testDescription: "an unchanged file",
            existing: [("1", "Prevention", "Visit every school"), ("2", "Prevention", "Train school staff")],
            read: [("1", "Prevention", "Visit every school"), ("2", "Prevention", "Train school staff")],
            outcomes: ["unchanged 1", "unchanged 2"], absent: []),
        Case(
            testDescription: "the same path and wording after folding case, space and punctuation",
            existing: [(nil, "Prevention", "Visit every school.")],
            read: [(nil, "PREVENTION", "visit  every school")],
            outcomes: ["changed 1"], absent: []),
        Case(
            testDescription: "the same number and similar wording",
            existing: [("4", "Treatment", "Open an evening clinic in the town centre")],
            read: [("4", "Treatment", "Open a weekend and evening clinic in the town centre")],
            outcomes: ["changed 1"], absent: []),
        Case(
            testDescription: "never by number alone",
            existing: [("4", "Treatment", "Open an evening clinic in the town centre")],
            read: [("4", "Treatment", "Review the naloxone supply to hostels")],
            outcomes: ["new"], absent: [1]),
        Case(
            testDescription: "renumbered: the wording decides",
            existing: [("1", "Prevention", "Visit every school"), ("2", "Prevention", "Train school staff")],
            read: [
                ("1", "Prevention", "Write to parents"), ("2", "Prevention", "Visit every school"),
                ("3", "Prevention", "Train school staff"),
            ],
            outcomes: ["new", "changed 1", "changed 2"], absent: []),
        Case(
            testDescription: "similar wording without its number is proposed, not taken",
            existing: [(nil, "Treatment", "Commission a peer support service for people leaving prison")],
            read: [(nil, "Justice", "Commission a support service for people leaving prison")],
            outcomes: ["proposed 1"], absent: []),
        Case(
            testDescription: "moved under another aim with the same words is proposed",
            existing: [("2", "Prevention", "Apply the equality duty")],
            read: [("7", "Training", "Apply the equality duty")],
            outcomes: ["proposed 1"], absent: []),
        Case(
            testDescription: "numbers that begin again under each theme: the theme decides",
            existing: [
                ("1", "Prevention", "Apply the equality duty"), ("1", "Treatment", "Apply the equality duty"),
                ("1", "Housing", "Apply the equality duty"),
            ],
            read: [
                ("1", "Housing", "Apply the equality duty"), ("1", "Prevention", "Apply the equality duty"),
                ("1", "Treatment", "Apply the equality duty"),
            ],
            outcomes: ["unchanged 3", "unchanged 1", "unchanged 2"], absent: []),
        Case(
            testDescription: "one to one: a second copy is new",
            existing: [(nil, "Prevention", "Visit every school")],
            read: [(nil, "Prevention", "Visit every school"), (nil, "Prevention", "Visit every school")],
            outcomes: ["unchanged 1", "new"], absent: []),
        Case(
            testDescription: "our own export is known by its reference",
            existing: [("1", "Prevention", "Visit every school"), ("2", "Prevention", "Train school staff")],
            read: [("AP-0002", "Prevention", "Something else entirely")],
            outcomes: ["changed 2"], absent: [1]),
        Case(
            testDescription: "an empty strategy: everything is new",
            existing: [], read: [("1", "Prevention", "Visit every school")], outcomes: ["new"], absent: []),
        Case(
            testDescription: "an empty file: everything is absent",
            existing: [("1", "Prevention", "Visit every school")], read: [], outcomes: [], absent: [1]),
    ]

    @Test("Actions are matched by number with wording, by place with wording, and else only proposed", arguments: cases)
    func matching(_ example: Case) {
        let existing = example.existing.enumerated().map { index, parts in
            PlanMatch.Existing(id: ActionID(index + 1), wording: Self.wording(parts))
        }
        let read = example.read.map { ReadAction(wording: Self.wording($0), place: Place()) }
        let match = PlanMatch(read, with: existing)
        #expect(match.outcomes.map(Self.words) == example.outcomes)
        #expect(match.absent.map(\.number) == example.absent)
    }

    @Test("A changed deadline, lead or note makes a changed action")
    func changedParts() {
        var wording = Self.wording(("1", "Prevention", "Visit every school"))
        let existing = [PlanMatch.Existing(id: ActionID(1), wording: wording)]
        wording.leads = ["Education Lead"]
        #expect(
            PlanMatch([ReadAction(wording: wording, place: Place())], with: existing).outcomes == [
                .changed(ActionID(1))
            ])
    }

    @Test("Reading the same file again changes nothing")
    func sameFile() throws {
        for name in ["force.txt", "city.txt", "national.txt", "departments.txt", "semicolon.csv"] {
            let plan = try Fixtures.plan(name)
            let existing = plan.actions.enumerated().map {
                PlanMatch.Existing(id: ActionID($0 + 1), wording: $1.wording)
            }
            let match = PlanMatch(plan.actions, with: existing)
            #expect(match.outcomes == existing.map { .unchanged($0.id) })
            #expect(match.absent.isEmpty)
        }
    }

    @Test("Five thousand against five thousand are matched without comparing each with each")
    func many() {
        let kinds = ["Review", "Agree", "Publish", "Extend", "Close"]
        let things = ["outreach hours", "tenancy protocol", "needs assessment", "evening clinic", "joint patrols"]
        let texts = (0..<5_000).map {
            "\(kinds[$0 % 5]) the \(things[($0 / 5) % 5]) of district \($0) for quarter \($0 % 4)"
        }
        let existing = texts.enumerated().map { index, text in
            PlanMatch.Existing(id: ActionID(index + 1), wording: Self.wording((nil, "Aim \(index % 7)", text)))
        }
        let read = texts.enumerated().map { index, text in
            let moved = index % 2 == 0 ? "Other" : "Aim \(index % 7)"
            return ReadAction(wording: Self.wording((nil, moved, text)), place: Place())
        }
        let match = PlanMatch(read, with: existing)
        #expect(match.outcomes.indices.allSatisfy { match.outcomes[$0].id == ActionID($0 + 1) })
        #expect(match.absent.isEmpty)
    }

    private static func wording(_ parts: (String?, String, String)) -> ActionWording {
        ActionWording(
            number: parts.0, path: [PlanLevel(level: .aim, number: nil, text: parts.1)], text: parts.2,
            timescale: Timescale(wording: nil, commitments: [Commitment(undecided: true)]))
    }

    private static func words(_ outcome: PlanMatch.Outcome) -> String {
        switch outcome {
        case .new: "new"
        case .unchanged(let id): "unchanged \(id.number)"
        case .changed(let id): "changed \(id.number)"
        case .proposed(let id, _): "proposed \(id.number)"
        }
    }
}
