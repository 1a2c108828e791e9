import ActionPlans
import Vocabulary

/// Plausible words for thousands of actions, put together from a few lists.
struct LargeWording {
    let draw: Draw
    let base: Day

    static let progress = [
        "the working group met and agreed the next step.", "half of the work is done.",
        "the draft is with partners for comment.", "the pilot has begun and first figures are due.",
        "costs are settled with finance.", "no obstacle is in sight.",
    ]
    private static let aims = [
        "Treatment", "Offending", "Prison and release", "Young people", "Communities", "Homes", "Markets", "Workforce",
    ]
    private static let verbs = ["Agree", "Write", "Review", "Publish", "Test", "Extend", "Renew", "Staff"]
    private static let things = [
        "the referral pathway", "the outreach rota", "the joint protocol", "the needs assessment",
        "the training course",
        "the contract for peer support", "the visiting scheme", "the warning system", "the court report form",
        "the residents' survey",
    ]
    private static let places = ["in the north", "in the east", "in the centre", "with the prison", "with the schools"]

    /// The action at a position, counted from 0.
    func action(_ index: Int, lead: String) -> ActionWording {
        let aim = Self.aims[index / 250 % Self.aims.count]
        let objective = "Objective \(index / 25 + 1): \(Self.things[index / 25 % Self.things.count])"
        let text =
            "\(Self.verbs[draw.whole(0...7, "verb \(index)")]) \(Self.things[draw.whole(0...9, "thing \(index)")]) "
            + "\(Self.places[draw.whole(0...4, "place \(index)")]), part \(index + 1)"
        return ActionWording(
            number: String(index + 1),
            path: [
                PlanLevel(level: .aim, number: nil, text: aim),
                PlanLevel(level: .objective, number: String(index / 25 + 1), text: objective),
            ], text: text, leads: [lead], measure: "Report to the delivery group",
            timescale: TimescaleReader(year: .financial).read(deadline(index)).timescale)
    }

    private func deadline(_ index: Int) -> String {
        let month = base.adding(months: draw.whole(2...44, "month \(index)")).printedMonth
        return switch draw.whole(0...19, "deadline \(index)") {
        case 0: "Ongoing, from \(month)"
        case 1: "Quarterly from \(month)"
        case 2: "Subject to evaluation"
        case 3: "To be determined"
        default: "By end \(month)"
        }
    }
}
