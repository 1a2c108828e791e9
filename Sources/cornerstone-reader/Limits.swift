import Glibc

/// What this process denies itself before it looks at a single byte from outside; the server that starts it sets
/// the same limits from outside where it can.
enum Limits {
    private static let memory: rlim_t = 1 << 30
    private static let processorSeconds: rlim_t = 60
    private static let descriptors: rlim_t = 16

    private static let outputBytes: rlim_t = 200 << 20

    /// Somebody at a terminal may send the frames into a file; in the cage they go into a pipe.
    private static var isOutputAFile: Bool {
        var status = stat()
        return fstat(STDOUT_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Lowers every limit; one that already stands lower stays.
    static func apply() {
        lower(__rlimit_resource_t(RLIMIT_AS.rawValue), memory)
        lower(__rlimit_resource_t(RLIMIT_CPU.rawValue), processorSeconds)
        lower(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), isOutputAFile ? outputBytes : 0)
        lower(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), descriptors)
        lower(__rlimit_resource_t(RLIMIT_CORE.rawValue), 0)
    }

    private static func lower(_ resource: __rlimit_resource_t, _ most: rlim_t) {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_max = min(limit.rlim_max, most)
        limit.rlim_cur = min(limit.rlim_cur, limit.rlim_max)
        setrlimit(resource, &limit)
    }
}
