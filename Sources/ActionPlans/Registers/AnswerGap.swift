public import Vocabulary

/// An evidence gap is filled: what the answer is, and where it comes from.
public struct AnswerGap: Hashable, Sendable {
    public var item: RegisterItemID
    public var answer: String
    public var source: String

    public init(_ item: RegisterItemID, answer: String, source: String) {
        self.item = item
        self.answer = answer
        self.source = source
    }
}

extension AnswerGap {
    /// Whether it can be answered so; with every problem at once.
    public func decide(
        _ item: RegisterItem, in setting: RegisterSetting
    ) -> Result<RegisterEntry, Refusals<RegisterRefusal>> {
        guard item.kind == .evidenceGap else { return .failure(Refusals(.notAGap)) }
        guard item.isOpen else { return .failure(Refusals(.isClosed)) }
        var check = RecordCheck(setting)
        let answer = check.text(answer, "answer", "the answer", upTo: RegisterLimit.text)
        let source = check.text(source, "source", "where the answer comes from", upTo: RegisterLimit.reason)
        return .decided(
            check.refusals,
            .gapAnswered(GapAnswered(item: item.id, on: setting.day, answer: answer, source: source)))
    }
}
