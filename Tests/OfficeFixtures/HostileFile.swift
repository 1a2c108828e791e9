/// A file that somebody broke, forged or made to do harm, and what must come of it.
public struct HostileFile: Sendable, CustomStringConvertible {
    public enum Outcome: Hashable, Sendable {
        /// One problem of this code, and nothing else is read.
        case refused(String)
        /// Something is read; beside it stand problems of exactly these codes.
        case read([String])
    }

    /// As it is sent.
    public let name: String
    /// What is wrong with it, in a few words.
    public let what: String
    public let outcome: Outcome
    public let make: @Sendable () -> [UInt8]

    public init(
        _ name: String, _ what: String, _ outcome: Outcome, _ make: @escaping @Sendable () -> [UInt8]
    ) {
        self.name = name
        self.what = what
        self.outcome = outcome
        self.make = make
    }

    public var description: String { name }

    /// Every file of the table `Documentation/reference/hostile-files.md`.
    public static var all: [HostileFile] {
        archives + workbooks + openSpreadsheets + (hasPandoc ? documents : [])
    }
}

extension HostileFile {
    public static func named(_ name: String) -> HostileFile? { all.first { $0.name == name } }
}
