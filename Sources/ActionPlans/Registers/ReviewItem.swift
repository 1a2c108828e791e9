public import Vocabulary

/// Somebody looked at an item: nothing changed, or something did. Either way the next look gets its day; a risk may get
/// a new score.
public struct ReviewItem: Hashable, Sendable {
    public var item: RegisterItemID
    public var finding: ItemReviewed.Finding
    public var note: String
    public var review: Day
    public var likelihood: Int?
    public var impact: Int?

    public init(
        _ item: RegisterItemID, finding: ItemReviewed.Finding, note: String = "", review: Day, likelihood: Int? = nil,
        impact: Int? = nil
    ) {
        self.item = item
        self.finding = finding
        self.note = note
        self.review = review
        self.likelihood = likelihood
        self.impact = impact
    }
}

extension ReviewItem {
    /// Whether the look can be recorded so; with every problem at once. "No change" keeps the score.
    public func decide(
        _ item: RegisterItem, in setting: RegisterSetting
    ) -> Result<RegisterEntry, Refusals<RegisterRefusal>> {
        guard item.isOpen else { return .failure(Refusals(.isClosed)) }
        var check = RecordCheck(setting)
        check.toCome(review, "review", "the day of the next review")
        let note = TypedText(note, upTo: RegisterLimit.reason, required: finding == .changed)
        if let fault = note.fault { check.refuse(.text(field: "note", name: "what changed", fault)) }
        let scores = finding == .changed ? (likelihood, impact) : (nil, nil)
        if item.kind != .risk, scores.0 != nil || scores.1 != nil { check.refuse(.onlyRisksAreScored) }
        if let likelihood = scores.0, !RiskScale.range.contains(likelihood) { check.refuse(.likelihoodMissing) }
        if let impact = scores.1, !RiskScale.range.contains(impact) { check.refuse(.impactMissing) }
        return .decided(
            check.refusals,
            .itemReviewed(
                ItemReviewed(
                    item: item.id, on: setting.day, finding: finding, note: note.text, review: review,
                    likelihood: scores.0, impact: scores.1)))
    }
}
