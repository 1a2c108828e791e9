extension Migration {
    static let meetings = Migration(number: 6, name: "meetings", sql: "")
}
