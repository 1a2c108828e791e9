import Foundation
import Subprocess
import SystemPackage

/// The small programs of the system that close the cage from outside: `unshare` takes the network away, `prlimit`
/// sets limits before the reader's first instruction.
struct CageWrapping: Sendable, Equatable {
    /// Where `prlimit` is; nil where the system has none, and the reader's own limits must do.
    var prlimit: String?
    /// Where `nice` is: what is read for one gives way to the pages of all.
    var nice: String?
    /// The words before the reader that remove the network; empty where the kernel does not allow it.
    var withoutNetwork: [String]

    /// The whole argument list, the program first. Never passes through a shell.
    func words(for command: [String], _ limits: CageLimits) -> [String] {
        var words = nice.map { [$0, "-n", "5", "--"] } ?? []
        words += withoutNetwork
        if let prlimit {
            words += [
                prlimit, "--as=\(limits.memoryBytes)", "--cpu=\(limits.processorSeconds)", "--fsize=0",
                "--nofile=\(limits.descriptors)", "--core=0", "--",
            ]
        }
        return words + command
    }

    /// Tries what this system allows.
    static func probed() async -> CageWrapping {
        let prlimit = program("prlimit")
        let nice = program("nice")
        guard let unshare = program("unshare"), let nothing = program("true") else {
            return CageWrapping(prlimit: prlimit, nice: nice, withoutNetwork: [])
        }
        for option in ["-rn", "-n"] {
            if await succeeds([unshare, option, "--", nothing]) {
                return CageWrapping(prlimit: prlimit, nice: nice, withoutNetwork: [unshare, option, "--"])
            }
        }
        return CageWrapping(prlimit: prlimit, nice: nice, withoutNetwork: [])
    }

    private static func program(_ name: String) -> String? {
        ["/usr/bin/\(name)", "/bin/\(name)"].first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static func succeeds(_ words: [String]) async -> Bool {
        let ended = try? await run(
            .path(.init(words[0])), arguments: Arguments(Array(words.dropFirst())), environment: .custom([:]),
            output: .discarded, error: .discarded)
        return ended?.terminationStatus == .exited(0)
    }
}

/// Probes once, whoever asks first.
actor CageProbe {
    private var task: Task<CageWrapping, Never>?

    func wrapping() async -> CageWrapping {
        if let task { return await task.value }
        let probing = Task { await CageWrapping.probed() }
        task = probing
        return await probing.value
    }
}
