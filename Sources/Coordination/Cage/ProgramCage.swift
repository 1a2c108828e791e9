import Foundation

/// Runs a program in a child process that can do nothing else.
///
/// The one place that starts programs on what may be hostile: an argument list and never a shell, an empty environment,
/// an empty folder of its own, limits on memory, processor time, file size and descriptors, no network where the kernel
/// allows, killed with everything it started when it takes too long or nobody waits any more. The server waits without
/// blocking.
struct ProgramCage: Sendable {
    let limits: CageLimits
    private let temporaryFolder: String
    private let probing = CageProbe()
    private let places: CagePlaces

    /// - Parameter temporaryFolder: where the programs' own folders are made; the system's own place when nil.
    init(limits: CageLimits, temporaryFolder: String? = nil) {
        self.limits = limits
        self.temporaryFolder = temporaryFolder ?? NSTemporaryDirectory()
        places = CagePlaces(limits.together, inLine: limits.inLine)
    }

    /// What a program makes of its input.
    func run<Ear: CageEar>(_ program: CagedProgram, hearing ear: Ear) async throws(CageFault) -> Ear.Heard {
        guard program.input.count <= limits.inputBytes else { throw .tooLarge(bytes: program.input.count) }
        guard FileManager.default.isExecutableFile(atPath: program.words.first ?? "") else { throw .programMissing }
        guard await places.take(within: limits.patience) else { throw .tooBusy }
        do throws(CageFault) {
            let heard = try await runAlone(program, ear)
            await places.leave()
            return heard
        } catch {
            await places.leave()
            throw error
        }
    }

    private func runAlone<Ear: CageEar>(_ program: CagedProgram, _ ear: Ear) async throws(CageFault) -> Ear.Heard {
        guard !Task.isCancelled else { throw .stopped }
        let folder = try CageFolder(in: temporaryFolder)
        defer { folder.remove() }
        for (name, bytes) in program.files { try folder.place(bytes, name: name) }
        let input = try folder.input(program.input)
        let words = await probing.wrapping().words(for: program.words, limits)
        let run = CageRun(words: words, environment: program.environment, folder: folder.path, limits: limits)
        return try await run.heard(from: input, by: ear)
    }

    /// What closes the cage on this machine.
    func wrapping() async -> CageWrapping { await probing.wrapping() }

    /// Whether a program starts and ends well inside the cage.
    func answers(_ words: [String]) async -> Bool {
        guard FileManager.default.isExecutableFile(atPath: words.first ?? "") else { return false }
        return await CageWrapping.succeeds(probing.wrapping().words(for: words, limits))
    }
}
