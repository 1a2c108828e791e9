/// Lets one command at a time load, decide and write. There is one writing process; this keeps its commands from
/// working on each other's half-loaded facts.
public actor WritingTurn {
    public init() {}

    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func release() {
        if waiting.isEmpty {
            isTaken = false
        } else {
            waiting.removeFirst().resume()
        }
    }

    /// Runs a body when its turn has come.
    nonisolated func run<Outcome: Sendable>(
        _ body: @Sendable () async throws -> Outcome
    ) async rethrows -> Outcome {
        await take()
        do {
            let outcome = try await body()
            await release()
            return outcome
        } catch {
            await release()
            throw error
        }
    }
}
