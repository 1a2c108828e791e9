import ActionPlans
import Coordination
import Partnership
import Vocabulary

/// What stands on the registers of the example city: risks, an issue, pilots and evidence gaps, some looked at again,
/// one pilot decided, one gap answered.
struct RegisterStory {
    let dates: CityDates
    let time: WorkingTime
    let cast: Cast
    let strategies: [StrategyID]

    func deeds() throws -> [Deed] {
        let coordinator = try cast.member(CityMember.coordinator).id
        func deed(_ month: Int, _ day: Int, _ minute: Int, _ command: RegisterCommand) -> Deed {
            let on = WorkingTime.onOrAfter(dates.base.adding(months: month).adding(days: day))
            return Deed(at: time.at(on, minute: minute), by: coordinator, what: .register(command))
        }
        var deeds = try records().enumerated().map { index, record in
            deed(1, 3 + index, 10 * 60 + index, .open(OpenItem(record)))
        }
        deeds += [
            deed(
                5, 8, 15 * 60,
                .review(
                    ReviewItem(
                        RegisterItemID(1), finding: .changed, note: "A second provider has said it could step in.",
                        review: dates.today.adding(days: 12), likelihood: 2, impact: 4))),
            deed(
                9, 6, 15 * 60,
                .decidePilot(
                    DecidePilot(
                        RegisterItemID(4), .adopt,
                        reason: "Contacts doubled at no more cost for each; the evaluation says how sure that is."))),
            deed(
                10, 9, 15 * 60,
                .answerGap(
                    AnswerGap(
                        RegisterItemID(7), answer: "About one in five, between one in seven and one in three.",
                        source: "Survey of people in treatment, run by the community network"))),
        ]
        return deeds
    }

    private func records() throws -> [RegisterRecord] {
        let city = strategies.first
        func day(_ months: Int) -> Day { dates.base.adding(months: months).endOfMonth }
        func owner(_ post: String) throws -> MemberID { try cast.member(post).id }
        let soon = dates.today.adding(days: 20)
        return [
            RegisterRecord(
                title: "The treatment contract ends before a new one begins", strategy: city,
                owner: try owner("Treatment Commissioner"), review: day(5),
                details: .risk(
                    RiskDetails(
                        cause: "The tender is late", effect: "People in treatment lose their place for weeks",
                        likelihood: 3, impact: 5, mitigation: "Extend the present contract by three months"))),
            RegisterRecord(
                title: "Trade moves to the estate next to the works", strategy: city,
                owner: try owner("Neighbourhood Inspector"), review: soon,
                details: .risk(
                    RiskDetails(
                        cause: "Visible action in one place", effect: "Residents there see dealing for the first time",
                        likelihood: 4, impact: 3, mitigation: "Wardens and the outreach team are told beforehand"))),
            RegisterRecord(
                title: "Two agencies count a first appointment differently", strategy: city,
                owner: try owner("Data Analyst"), review: dates.today.adding(days: -6),
                details: .issue(
                    IssueDetails(
                        effect: "Waiting times cannot be compared", response: "One definition is being agreed"))),
            RegisterRecord(
                title: "Evening outreach by two workers together", strategy: city,
                owner: try owner("Data Analyst"),
                details: .pilot(
                    PilotDetails(site: "The canal side wards", begins: day(0), ends: day(7), evaluationDue: day(8)))),
            RegisterRecord(
                title: "A drop-in at the housing office", strategy: city, owner: try owner("Housing Manager"),
                details: .pilot(
                    PilotDetails(
                        site: "North district", begins: day(2), ends: dates.today.adding(days: -9),
                        evaluationDue: dates.today.adding(days: 25)))),
            RegisterRecord(
                title: "How many people leave prison without an appointment?",
                strategy: strategies.last, owner: try owner("Head of Prison Drug Strategy"),
                details: .evidenceGap(
                    GapDetails(
                        why: "The plan promises one a month before release", fill: "A count at the gate for a quarter",
                        due: dates.today.adding(days: 40)))),
            RegisterRecord(
                title: "How many in treatment care for a child at home?", strategy: city,
                owner: try owner("Treatment Commissioner"),
                details: .evidenceGap(
                    GapDetails(
                        why: "Appointments do not fit school hours", fill: "One question in the yearly survey",
                        due: day(11)))),
        ]
    }
}
