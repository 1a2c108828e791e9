public import Vocabulary

/// An item leaves its register, with the reason. It stays on record.
public struct CloseItem: Hashable, Sendable {
    public var item: RegisterItemID
    public var reason: String

    public init(_ item: RegisterItemID, reason: String) {
        self.item = item
        self.reason = reason
    }
}

extension CloseItem {
    /// Whether it can be closed; with every problem at once.
    public func decide(
        _ item: RegisterItem, in setting: RegisterSetting
    ) -> Result<RegisterEntry, Refusals<RegisterRefusal>> {
        guard item.isOpen else { return .failure(Refusals(.isClosed)) }
        var check = RecordCheck(setting)
        let reason = check.text(reason, "reason", "the reason for closing it", upTo: RegisterLimit.reason)
        return .decided(
            check.refusals, .itemClosed(ItemClosed(item: item.id, on: setting.day, reason: reason)))
    }
}

/// An item that was closed comes back, with the reason and the day of the next look.
public struct ReopenItem: Hashable, Sendable {
    public var item: RegisterItemID
    public var reason: String
    public var review: Day

    public init(_ item: RegisterItemID, reason: String, review: Day) {
        self.item = item
        self.reason = reason
        self.review = review
    }
}

extension ReopenItem {
    /// Whether it can be reopened; with every problem at once.
    public func decide(
        _ item: RegisterItem, in setting: RegisterSetting
    ) -> Result<RegisterEntry, Refusals<RegisterRefusal>> {
        guard !item.isOpen else { return .failure(Refusals(.isOpen)) }
        var check = RecordCheck(setting)
        let reason = check.text(reason, "reason", "the reason for reopening it", upTo: RegisterLimit.reason)
        check.toCome(review, "review", "the day of the next review")
        return .decided(
            check.refusals,
            .itemReopened(ItemReopened(item: item.id, on: setting.day, reason: reason, review: review)))
    }
}
