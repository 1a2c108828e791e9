extension Migration {
    /// Long work and remembered columns.
    static let jobs = Migration(
        number: 13, name: "long work and remembered columns",
        sql: """
            """)
}
