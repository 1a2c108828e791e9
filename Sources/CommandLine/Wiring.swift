public import Coordination
public import Vocabulary

/// What the executable knows and the commands do not: which store there is, and the other doors.
///
/// `cornerstone` gives its own; a command asks `Wiring.current`.
public protocol Wiring: Sendable {
    /// Opens the store in a data folder and the desks over it.
    ///
    /// - Throws: `KeepingRefusal` naming what is in the way.
    func openHouse(_ settings: Settings, access: HouseAccess) async throws -> House
    /// Serves the pages until it is told to stop.
    func serve(_ house: House, settings: Settings, demo: Bool) async throws
    /// Fills an empty store with the example city, or with a large plan for measuring, through its desks; a store that is
    /// filled already is left as it is.
    ///
    /// - Returns: what to tell the person who asked.
    func fillExampleCity(_ settings: Settings, bulk: BulkSize?) async throws -> String?
    /// Proves a backup and puts it in the place of the store.
    func restore(from backup: String, settings: Settings) async throws -> BackupReport
}

/// How large a plan for measuring is.
public struct BulkSize: Sendable, Hashable {
    public let actions: Int
    public let updates: Int

    public init(actions: Int, updates: Int) {
        self.actions = actions
        self.updates = updates
    }
}

/// What a command wants of the store.
public enum HouseAccess: Sendable {
    /// Beside a running server.
    case reading
    /// Takes the lock; refused while a server runs.
    case writing
}

/// The wiring of this run; set once by the executable.
public enum CurrentWiring {
    @TaskLocal public static var value: (any Wiring)?
}
