import Foundation
import Glibc
import Vocabulary

/// A file under a passing name beside its place, put there whole or not at all.
struct DraftFile {
    let path: String

    init(for target: String) { path = target + ".partial" }

    var size: Int64 {
        var facts = stat()
        return stat(path, &facts) == 0 ? Int64(facts.st_size) : 0
    }

    /// Waits until the bytes are on the disk.
    func sync() throws { try Self.sync(path) }

    /// Gives it its name, and waits until the folder knows it.
    func put(at target: String) throws {
        guard rename(path, target) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        let folder = (target as NSString).deletingLastPathComponent
        try Self.sync(folder.isEmpty ? "." : folder)
    }

    func remove() { Self.discard(path) }

    /// Removes a database file and its companions, where they are.
    static func discard(_ path: String) {
        for name in [path, path + "-journal", path + "-wal", path + "-shm"] { unlink(name) }
    }

    static func sync(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw errno == ENOSPC ? KeepingRefusal.diskFull : POSIXError(.init(rawValue: errno) ?? .EIO)
        }
    }
}

/// Files that only their owner may read.
enum OwnerOnly {
    /// Makes an empty file, or takes the one that is there, and closes it to everybody else.
    static func create(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == ENOSPC ? KeepingRefusal.diskFull : KeepingRefusal.noSuchFile(path: path)
        }
        defer { Glibc.close(descriptor) }
        fchmod(descriptor, 0o600)
    }
}
