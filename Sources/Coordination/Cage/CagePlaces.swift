/// How many readers may run at once: each may take a gigabyte and a processor.
actor CagePlaces {
    private var free: Int
    private var waiting: [(number: Int, turn: CheckedContinuation<Bool, Never>)] = []
    private var lastNumber = 0
    private let longest: Int

    var inLine: Int { waiting.count }

    /// - Parameter inLine: how many wait; each holds what it was sent in memory meanwhile.
    init(_ count: Int, inLine: Int) {
        free = max(1, count)
        longest = inLine
    }

    /// Waits for a place, in the order of asking.
    ///
    /// - Returns: false when none became free in time, the line is full, or the one who asked is gone.
    func take(within patience: Duration) async -> Bool {
        if free > 0 {
            free -= 1
            return true
        }
        guard waiting.count < longest else { return false }
        lastNumber += 1
        let number = lastNumber
        let timer = Task {
            do {
                try await Task.sleep(for: patience)
                giveUp(number)
            } catch {
                // The turn came first.
            }
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting.append((number, $0)) }
        } onCancel: {
            Task { await self.giveUp(number) }
        }
    }

    func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().turn.resume(returning: true)
        }
    }

    private func giveUp(_ number: Int) {
        guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
        waiting.remove(at: index).turn.resume(returning: false)
    }
}
