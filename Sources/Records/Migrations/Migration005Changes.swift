extension Migration {
    static let changes = Migration(number: 5, name: "changes of actions", sql: "")
}
