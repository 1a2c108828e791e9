/// What becomes of a commitment of the example city.
enum Fate: Hashable {
    /// Completed before its day.
    case inTime
    /// Completed so many days after its day, with no delay agreed.
    case late(days: Int)
    /// Asked for later days, agreed each time; then completed, or not yet.
    case slips(Int, completed: Bool)
    /// Asked for a later day, refused; then completed late, or not yet.
    case refused(completed: Bool)
    /// A later day is asked for and nobody has decided.
    case asked
    /// The day passed and nothing came.
    case forgotten
    /// What continues is completed by an update, so many months after the city's history begins.
    case finished(month: Int)
    /// Drawn from the seed.
    case drawn
}

/// What the example city must show, action by action, so that every state of a plan is there whatever the seed.
struct Story: Hashable {
    /// Words that stand in the action and in no other.
    let phrase: String
    var fate: Fate = .drawn
    /// The number of the round, from 0, from which nobody answers any more.
    var quietFrom: Int?

    static let all = [
        Story(phrase: "Open one telephone line", fate: .inTime),
        Story(phrase: "Offer each new client", fate: .late(days: 23)),
        Story(phrase: "Train and equip the staff of hostels", fate: .slips(1, completed: true)),
        Story(phrase: "Run a group programme", fate: .slips(2, completed: false)),
        Story(phrase: "Place a treatment worker in the custody suite", fate: .inTime),
        Story(phrase: "Write one pathway for young people", fate: .forgotten, quietFrom: 2),
        Story(phrase: "Light the paths behind", fate: .refused(completed: false)),
        Story(phrase: "Train taxi firms", fate: .asked),
        Story(phrase: "Write a shared pack for closure orders", fate: .late(days: 37)),
        Story(phrase: "Collect needles within four hours", quietFrom: 4),
        Story(phrase: "Take depersonalised reports", fate: .slips(1, completed: true)),
        Story(phrase: "Review the capacity of the financial team", fate: .slips(2, completed: true)),
        Story(phrase: "Send for analysis a sample", quietFrom: 3),
        Story(phrase: "Link seizures that look alike", fate: .forgotten),
        Story(phrase: "Write a diversion scheme", fate: .refused(completed: true)),
        Story(phrase: "Train two hundred officers", fate: .slips(1, completed: false)),
        Story(phrase: "Introduce peer support", fate: .finished(month: 13)),
        Story(phrase: "Bring the number of people for each keyworker", fate: .slips(2, completed: false)),
        Story(phrase: "Fund housing support workers", fate: .late(days: 12)),
        Story(phrase: "Offer depot buprenorphine", fate: .inTime),
        Story(phrase: "Refer every child found to be exploited", quietFrom: 4),
    ]

    static func of(_ text: String) -> Story? { all.first { text.contains($0.phrase) } }

    /// Actions that only members cleared for it may see.
    static let sensitive = [
        "Keep a scored list of telephone lines", "Carry out a disruption plan", "Do the same for lines",
        "Compare reports to the anonymous line",
    ]
}

extension Draw {
    /// The fate of a commitment nobody wrote a story for.
    func fate(_ key: String) -> Fate {
        switch share("fate \(key)") {
        case ..<0.56: .inTime
        case ..<0.70: .late(days: whole(4...40, "late \(key)"))
        case ..<0.86: .slips(1, completed: true)
        case ..<0.90: .slips(2, completed: true)
        case ..<0.94: .refused(completed: true)
        default: .forgotten
        }
    }
}
