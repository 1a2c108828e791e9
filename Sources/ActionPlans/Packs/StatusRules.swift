extension Status {
    /// The version of the table and of the rules behind it. Raised whenever a plan as it stands would be coloured
    /// otherwise, so that an issued pack says by which rules it was made.
    public static let rulesVersion = 1
}
