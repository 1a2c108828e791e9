extension Migration {
    /// Issued packs and exports.
    static let packs = Migration(
        number: 11, name: "issued packs and exports",
        sql: """
            """)
}
