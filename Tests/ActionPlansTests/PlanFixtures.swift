import ActionPlans
import Partnership
import Testing
import Vocabulary

/// Short ways to write a plan in a test. Days are written as ISO text.
enum Sample {
    static func day(_ text: String) -> Day {
        guard let day = Day(iso: text) else {
            Issue.record("\(text) is no day")
            return Day(number: 0)
        }
        return day
    }

    /// The import, unless a test says otherwise.
    static let imported = day("2003-01-06")

    static func commitment(
        opens: String? = nil, due: String? = nil, repeats: Recurrence? = nil, wording: String? = "wording",
        label: String? = nil, continues: Bool = false, condition: String? = nil, past: Bool = false,
        understood: Bool = true
    ) -> Commitment {
        Commitment(
            wording: wording, label: label, opens: opens.map(day), due: due.map(day), repeats: repeats,
            continues: continues, condition: condition, past: past,
            undecided: due == nil && opens == nil && repeats == nil && !continues && condition == nil,
            understood: understood)
    }

    static func promise(
        _ commitment: Commitment, number: Int = 1, completed: String? = nil, happened: String? = nil,
        occurrences: [String: String] = [:], agreed: String? = nil, slips: Int = 0, request: DelayRequest? = nil,
        settled: SettleAnswer? = nil
    ) -> Promise {
        Promise(
            number: number, commitment: commitment,
            completed: completed.map {
                Completion(recordedOn: day($0), happened: happened.map(day), evidence: "Evidence")
            },
            occurrences: Dictionary(
                uniqueKeysWithValues: occurrences.map { due, recorded in
                    (day(due), Completion(recordedOn: day(recorded), happened: nil, evidence: "Evidence"))
                }),
            agreedDay: agreed.map(day), slips: slips, request: request, settled: settled)
    }

    static func action(
        _ number: Int = 1, _ promises: [Promise], entered: String? = nil, reported: String? = nil,
        reportedAt: Int64 = 50, retired: String? = nil, successor: Int? = nil, owner: Int? = 2,
        contributing: Set<Int> = [], text: String = "Open the service", path: [PlanLevel] = []
    ) -> Action {
        let wording = ActionWording(
            path: path, text: text,
            timescale: Timescale(wording: "wording", commitments: promises.map(\.commitment)))
        return Action(
            id: ActionID(number), strategy: StrategyID(1), position: number, wording: wording, marking: .official,
            promises: promises, updateOwner: owner.map { MemberID($0) },
            contributing: Set(contributing.map { MemberID($0) }),
            retired: retired.map {
                Retirement(on: day($0), reason: "No longer needed", successor: successor.map { ActionID($0) })
            },
            entered: JournalSequence(1), enteredOn: entered.map(day) ?? imported,
            lastReport: reported.map {
                ReportMark(
                    sequence: JournalSequence(reportedAt), recorded: Instant(microseconds: 0), day: day($0))
            },
            version: JournalSequence(1))
    }

    static func round(
        _ number: Int = 1, from: String = "2003-07-01", to: String = "2003-09-30", opens: String = "2003-09-30",
        closes: String = "2003-10-14"
    ) -> Round {
        Round(
            id: RoundID(number), strategy: StrategyID(1), periodFrom: day(from), periodTo: day(to),
            opens: day(opens), closes: day(closes), opened: JournalSequence(Int64(number) + 10),
            openedAt: Instant(microseconds: 0), version: JournalSequence(Int64(number) + 10))
    }

    static func strategy(year: PlanYear = .financial) -> Strategy {
        Strategy(
            id: StrategyID(1), title: "Plan", year: year, marking: .official,
            source: PlanSource(name: "plan.csv", digest: String(repeating: "0", count: 64)), imported: imported,
            importedAt: JournalSequence(1), version: JournalSequence(1))
    }

    static func plan(
        _ actions: [Action], rounds: [Round] = [], owed: [Int: Set<Int>] = [:], at: Int64 = 100,
        year: PlanYear = .financial
    ) -> Plan {
        Plan(
            strategy: strategy(year: year), at: JournalSequence(at), actions: actions, rounds: rounds,
            owed: Dictionary(
                uniqueKeysWithValues: owed.map { round, actions in (RoundID(round), Set(actions.map { ActionID($0) })) }
            )
        )
    }

    static func member(_ number: Int, _ roles: Set<Role> = [.lead], active: Bool = true) -> Member {
        Member(
            id: MemberID(number), name: "Member \(number)", post: "Post \(number)", agency: AgencyID(1),
            email: "member\(number)@example.org", roles: roles, isActive: active)
    }

    /// The standing of the only commitment of the only action.
    static func standing(_ action: Action, on text: String, rounds: [Round] = [], owed: [Int: Set<Int>] = [:])
        -> Standing
    {
        let plan = plan([action], rounds: rounds, owed: owed)
        return Standing.of(action.promises[0], in: action, on: day(text), StandingContext(plan, on: day(text)))
    }

    /// A standing of one commitment alone, without rounds.
    static func standing(_ promise: Promise, on text: String) -> Standing {
        standing(action(1, [promise]), on: text)
    }

    static func codes<Entry, Case: Refusal>(_ result: Result<Entry, Refusals<Case>>) -> [String] {
        switch result {
        case .success: []
        case .failure(let refused): refused.all.map(\.code)
        }
    }
}
