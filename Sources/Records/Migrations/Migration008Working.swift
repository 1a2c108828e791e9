extension Migration {
    static let working = Migration(number: 8, name: "working tables of the living plan", sql: "")
}
