import CMalloc

/// How the program treats memory that it has freed. The allocator of the system keeps it: with many threads more than
/// half of a server's memory lay unused, and it grew.
enum Memory {
    /// Keeps what is freed in two places instead of eight for each core.
    static func useFewArenas() {
        _ = mallopt(M_ARENA_MAX, 2)
    }

    /// Gives what is free back to the system once a minute, until cancelled.
    static func giveBack() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(60))
            _ = malloc_trim(0)
        }
    }
}
