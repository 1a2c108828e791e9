import Dispatch
import Foundation
import Glibc
import Synchronization

/// A thread of its own for what computes for long: passwords, reading plans, writing files.
///
/// Pages are answered by as many threads as there are processors. Two pieces of long work on those would keep everybody
/// waiting; here they wait for each other, and give way to pages.
public actor BackRoom {
    /// Reading plans and writing files.
    public static let files = BackRoom(named: "files", givingWay: 5)
    /// Passwords: somebody waits for each of them, so that they give way to nothing.
    static let passwords = BackRoom(named: "passwords", givingWay: 0)

    /// How many wait for their turn with `run`; who comes later is told to come again.
    static let inLine = 40

    private nonisolated let bench: WorkBench
    private nonisolated let waiting = Mutex(0)

    init(named name: String, givingWay nice: Int32) { bench = WorkBench(name, nice: nice) }

    public nonisolated var unownedExecutor: UnownedSerialExecutor { bench.asUnownedSerialExecutor() }

    /// Does a piece of work when its turn comes.
    ///
    /// - Throws: `DeskRefusal.busy` where the line is full.
    public nonisolated func run<Outcome: Sendable>(_ work: @Sendable () throws -> Outcome) async throws -> Outcome {
        let hasPlace = waiting.withLock { count in
            guard count < Self.inLine else { return false }
            count += 1
            return true
        }
        guard hasPlace else {
            throw DeskRefusal.busy("Several other files are being made just now. Ask for this one again in a minute.")
        }
        defer { waiting.withLock { $0 -= 1 } }
        return try await turn(work)
    }

    /// The same for work whose callers are counted elsewhere.
    func turn<Outcome: Sendable>(_ work: @Sendable () throws -> Outcome) rethrows -> Outcome { try work() }
}

/// The thread of a back room.
private final class WorkBench: SerialExecutor {
    private let jobs = Mutex<[UnownedJob]>([])
    private let bell = DispatchSemaphore(value: 0)

    init(_ name: String, nice: Int32) {
        let thread = Thread { [self] in
            // Of this thread alone, on Linux.
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, nice)
            while true {
                bell.wait()
                guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { continue }
                job.runSynchronously(on: asUnownedSerialExecutor())
            }
        }
        thread.name = "cornerstone-\(name)"
        thread.stackSize = 8 << 20
        thread.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        bell.signal()
    }
}
