public import Vocabulary

/// Puts something on a register: a risk, an issue, a pilot or an evidence gap.
public struct OpenItem: Hashable, Sendable {
    public var record: RegisterRecord
    /// Nil takes the highest marking of what it is linked to.
    public var marking: Marking?

    public init(_ record: RegisterRecord, marking: Marking? = nil) {
        self.record = record
        self.marking = marking
    }
}

extension OpenItem {
    /// Whether it can be recorded so; with every problem at once.
    public func decide(
        number: RegisterItemID, in setting: RegisterSetting
    ) -> Result<RegisterEntry, Refusals<RegisterRefusal>> {
        var check = RecordCheck(setting)
        let record = check.record(record, changing: nil)
        let marking = check.marking(marking, of: record, was: nil)
        check.owner(record.owner, was: nil, marking: marking, markingWas: nil)
        if case .evidenceGap(let details) = record.details {
            check.toCome(details.due, "due", "the day the answer is due")
        }
        return .decided(
            check.refusals,
            .itemOpened(ItemOpened(item: number, on: setting.day, record: record, marking: marking)))
    }
}
