import Synchronization
import Vocabulary

/// Lets reads and writes in until the store is closed. Closing waits for those inside: SQLite must not lose a connection
/// under a statement that is still being read, and is not asked anything afterwards.
final class Gate: Sendable {
    private struct State {
        var inside = 0
        var isClosed = false
        var closing: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// - Throws: `KeepingRefusal.closed`.
    func pass<Outcome>(_ body: () async throws -> Outcome) async throws -> Outcome {
        let isOpen = state.withLock { state in
            if !state.isClosed { state.inside += 1 }
            return !state.isClosed
        }
        guard isOpen else { throw KeepingRefusal.closed }
        defer { leave() }
        return try await body()
    }

    private func leave() {
        let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.inside -= 1
            guard state.inside == 0 else { return nil }
            defer { state.closing = nil }
            return state.closing
        }
        waiting?.resume()
    }

    /// Lets nobody in any more and waits for those inside.
    ///
    /// - Returns: false when it was closed already.
    func close() async -> Bool {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        guard isFirst else { return false }
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            let isEmpty = state.withLock { state in
                if state.inside > 0 { state.closing = done }
                return state.inside == 0
            }
            if isEmpty { done.resume() }
        }
        return true
    }
}
