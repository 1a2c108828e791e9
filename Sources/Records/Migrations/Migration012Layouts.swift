extension Migration {
    /// The layout a plan came in.
    static let layouts = Migration(
        number: 12, name: "the layout a plan came in",
        sql: """
            ALTER TABLE strategy ADD COLUMN layout TEXT;
            """)
}
