public import Vocabulary

/// What becomes of a pilot: it is adopted, goes on to new days, or stops. Always with the reason.
public struct DecidePilot: Hashable, Sendable {
    public var item: RegisterItemID
    public var outcome: PilotDecided.Outcome
    public var reason: String
    /// The new days, where it is extended.
    public var ends: Day?
    public var evaluationDue: Day?

    public init(
        _ item: RegisterItemID, _ outcome: PilotDecided.Outcome, reason: String, ends: Day? = nil,
        evaluationDue: Day? = nil
    ) {
        self.item = item
        self.outcome = outcome
        self.reason = reason
        self.ends = ends
        self.evaluationDue = evaluationDue
    }
}

extension DecidePilot {
    /// Whether it can be decided so; with every problem at once.
    public func decide(
        _ item: RegisterItem, in setting: RegisterSetting
    ) -> Result<RegisterEntry, Refusals<RegisterRefusal>> {
        guard case .pilot(let details) = item.record.details else { return .failure(Refusals(.notAPilot)) }
        guard item.isOpen else { return .failure(Refusals(.isClosed)) }
        var check = RecordCheck(setting)
        let reason = check.text(reason, "reason", "the reason for the decision", upTo: RegisterLimit.reason)
        let isExtended = outcome == .extend
        if isExtended {
            check.toCome(ends, "ends", "the new end")
            check.toCome(evaluationDue, "evaluation", "the new day of the evaluation")
            if let ends, ends <= details.ends, ends > setting.day { check.refuse(.endNotLater(than: details.ends)) }
            if let ends, let evaluationDue, evaluationDue < ends { check.refuse(.evaluatedBeforeItEnds(ends: ends)) }
        }
        return .decided(
            check.refusals,
            .pilotDecided(
                PilotDecided(
                    item: item.id, on: setting.day, outcome: outcome, reason: reason, ends: isExtended ? ends : nil,
                    evaluationDue: isExtended ? evaluationDue : nil)))
    }
}
