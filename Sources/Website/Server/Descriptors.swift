import Glibc

/// How many files and connections this process may have open. Many systems begin at 1,024, which a thousand idle
/// connections would use up before the store could open a file.
enum Descriptors {
    /// What the store, the log, children and their pipes need beside the connections.
    static let reserved = 200

    /// Asks the system for room for so many connections.
    ///
    /// - Returns: how many there is room for.
    static func room(for connections: Int) -> Int {
        let wanted = rlim_t(connections + reserved)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return min(connections, 1_024 - reserved) }
        if limit.rlim_cur < wanted {
            limit.rlim_cur = min(wanted, limit.rlim_max)
            guard setrlimit(resource, &limit) == 0, getrlimit(resource, &limit) == 0 else {
                return min(connections, 1_024 - reserved)
            }
        }
        let granted = Int(min(limit.rlim_cur, wanted))
        return max(32, min(connections, granted - reserved))
    }

    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
}
