extension Migration {
    static let posts = Migration(number: 9, name: "agencies and posts", sql: "")
}
