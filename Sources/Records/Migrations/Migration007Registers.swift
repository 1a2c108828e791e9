extension Migration {
    static let registers = Migration(number: 7, name: "registers", sql: "")
}
