extension Migration {
    static let rounds = Migration(number: 4, name: "rounds and mail", sql: "")
}
