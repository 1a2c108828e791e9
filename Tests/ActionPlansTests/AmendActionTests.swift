import ActionPlans
import Testing
import Vocabulary

@Suite("Amending an action")
struct AmendActionTests {
    static let today = Sample.day("2003-08-01")

    static func commitment(_ words: String, _ due: String?) -> Commitment {
        Commitment(wording: words, due: due.map(Sample.day), undecided: due == nil)
    }

    /// Two commitments: one completed, one overdue; printed with odd spaces.
    static func plan() -> Plan {
        let first = Sample.promise(commitment("By May 2003", "2003-05-31"), number: 1, completed: "2003-05-20")
        let second = Sample.promise(commitment("By June 2003", "2003-06-30"), number: 2)
        var action = Sample.action(1, [first, second])
        action.wording = ActionWording(
            number: "1.1", path: [], text: " Open a clinic \n in the north ", leads: ["Police", "Council"],
            timescale: Timescale(
                wording: "By May 2003 and by June 2003", commitments: [first.commitment, second.commitment]))
        return Sample.plan([action])
    }

    static func typed(_ change: (inout TypedWording) -> Void = { _ in }) -> TypedWording {
        var typed = TypedWording(plan().actions[0].wording)
        change(&typed)
        return typed
    }

    static func decide(_ typed: TypedWording, reason: String = "Board") -> Result<
        PlanEntry, Refusals<AmendActionRefusal>
    > {
        AmendAction(action: ActionID(1), wording: typed, reason: reason).decide(in: plan(), on: today)
    }

    @Test("A field that was not touched stays exactly as printed, and the commitments keep their history")
    func untouched() throws {
        let typed = Self.typed {
            $0.text = "Open a clinic\r\nin the north"
            $0.leads = ["Police", "Health"]
        }
        guard case .actionAmended(let facts) = try Self.decide(typed).get() else {
            Issue.record("not an amendment")
            return
        }
        let old = Self.plan().actions[0].wording
        #expect(facts.wording.text == old.text && facts.wording.timescale == old.timescale)
        #expect(facts.wording.leads == ["Police", "Health"])
        #expect(facts.reason == "Board" && facts.on == Self.today)
        let amendment = try #require(
            AmendAction(action: ActionID(1), wording: typed, reason: "").amendment(in: Self.plan(), on: Self.today))
        #expect(amendment.promises == Self.plan().actions[0].promises)
        #expect(amendment.fresh == [] && amendment.dropped == [])
        #expect(amendment.changes.map(\.what) == ["Leads"])
    }

    @Test("A new deadline that is past waits to be confirmed; the same day in other words stays overdue")
    func notRedAtOnce() throws {
        func statuses(_ timescale: String) throws -> [Status] {
            let typed = Self.typed { $0.timescale = timescale }
            let amendment = try #require(
                AmendAction(action: ActionID(1), wording: typed, reason: "").amendment(in: Self.plan(), on: Self.today))
            var action = Self.plan().actions[0]
            action.wording = amendment.wording
            action.promises = amendment.promises
            let plan = Sample.plan([action])
            return ActionStanding.of(action, on: Self.today, StandingContext(plan, on: Self.today)).commitments
                .map(\.status)
        }
        #expect(try statuses("By April 2003") == [.notYetConfirmed])
        #expect(try statuses("By end of June 2003") == [.overdue], "no rewording takes a red away")
        #expect(try statuses("By end of May 2003") == [.notYetConfirmed], "what was completed is asked about again")
        #expect(try statuses("By December 2003") == [.underWay])
        #expect(try statuses("bi-monthly") == [.underWay])
    }

    static let refused: [(TypedWording, String, [String])] = [
        (typed(), "Board", ["nothing-changed"]),
        (typed(), "", ["nothing-changed", "reason-missing"]),
        (typed { $0.text = " " }, "Board", ["text-missing"]),
        (typed { $0.measure = "a\u{1}" }, "", ["measure-unprintable", "reason-missing"]),
        (
            typed { $0.path = [PlanLevel(level: .aim, number: nil, text: "Elsewhere")] }, "Board", ["unknown-level"]
        ),
    ]

    @Test("What cannot be amended is refused, all at once", arguments: refused)
    func refusals(typed: TypedWording, reason: String, codes: [String]) {
        #expect(Set(Sample.codes(Self.decide(typed, reason: reason))) == Set(codes))
    }

    @Test("An unknown action and a withdrawn one are refused")
    func gone() {
        var withdrawn = Self.plan().actions[0]
        withdrawn.retired = Retirement(on: Self.today, reason: "No", successor: nil)
        let command = AmendAction(action: ActionID(1), wording: Self.typed { $0.text = "New" }, reason: "Board")
        #expect(Sample.codes(command.decide(in: Sample.plan([withdrawn]), on: Self.today)) == ["withdrawn"])
        #expect(Sample.codes(command.decide(in: Sample.plan([]), on: Self.today)) == ["unknown-action"])
    }
}
