public import Vocabulary

/// What an item says is put right or brought up to date: the whole record as it should read, and why.
public struct ChangeItem: Hashable, Sendable {
    public var item: RegisterItemID
    public var record: RegisterRecord
    /// Nil keeps the marking, or raises it to the highest of what the item is linked to.
    public var marking: Marking?
    public var reason: String

    public init(_ item: RegisterItemID, to record: RegisterRecord, marking: Marking? = nil, reason: String) {
        self.item = item
        self.record = record
        self.marking = marking
        self.reason = reason
    }
}

extension ChangeItem {
    /// Whether it can be changed so; with every problem at once.
    public func decide(
        _ item: RegisterItem, in setting: RegisterSetting
    ) -> Result<RegisterEntry, Refusals<RegisterRefusal>> {
        guard item.isOpen else { return .failure(Refusals(.isClosed)) }
        guard record.details.kind == item.kind else { return .failure(Refusals(.kindChanged)) }
        var check = RecordCheck(setting)
        let record = check.record(record, changing: item)
        let marking = check.marking(marking, of: record, was: item.marking)
        check.owner(record.owner, was: item.record.owner, marking: marking, markingWas: item.marking)
        if record == item.record, marking == item.marking { check.refuse(.nothingChanged) }
        let reason = check.text(reason, "reason", "the reason for the change", upTo: RegisterLimit.reason)
        return .decided(
            check.refusals,
            .itemChanged(
                ItemChanged(item: item.id, on: setting.day, record: record, marking: marking, reason: reason)))
    }
}
