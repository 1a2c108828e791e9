import Glibc
import Synchronization
import Vocabulary

/// The lock of the writing process: a file beside the database, locked while the process lives. The file stays; the
/// lock goes with the process, however it ends.
final class LockFile: Sendable {
    private let descriptor: Mutex<Int32>

    /// - Throws: `KeepingRefusal.heldByAnotherProcess` when somebody writes here already, this process included.
    init(beside path: String) throws {
        let opened = Glibc.open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw errno == ENOSPC ? KeepingRefusal.diskFull : KeepingRefusal.noSuchFile(path: path)
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(opened)
            throw KeepingRefusal.heldByAnotherProcess
        }
        descriptor = Mutex(opened)
    }

    /// Lets the next writer in. Done again, it does nothing.
    func release() {
        descriptor.withLock { opened in
            if opened >= 0 {
                // A child that is just being started still shares the descriptor until it runs its own program;
                // closing alone would leave the lock with it.
                flock(opened, LOCK_UN)
                Glibc.close(opened)
            }
            opened = -1
        }
    }

    deinit { release() }
}
