/// The statuses a pack gives words and shapes to, with the colour each means. The meanings are the product's: a pack
/// that gives a status another colour is refused.
public enum StatusMeaning {
    public static let colours: [(status: String, colour: String)] = [
        ("overdue", "red"),
        ("silent", "red"),
        ("under-way", "orange"),
        ("not-yet-confirmed", "grey"),
        ("not-yet-open", "grey"),
        ("completed", "green"),
        ("withdrawn", "grey"),
        ("changed", "blue"),
    ]

    /// The mark beside a status.
    public static let changed = "changed"

    static func colour(of status: String) -> String? { colours.first { $0.status == status }?.colour }
}

extension FrameworkPack {
    /// How a status, or the mark "changed", is worded and drawn; nil for a word that is neither.
    public func appearance(of status: String) -> StatusAppearance? { statuses.first { $0.status == status } }
}
