import Foundation

/// Tells file systems that another machine serves: SQLite's locks do not hold there.
enum NetworkFileSystem {
    private static let kinds: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "lustre", "gpfs", "ocfs2",
        "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.davfs", "davfs",
    ]

    /// The kind of network file system a path lies on; nil for a local one.
    static func kind(of path: String) -> String? {
        let folder = (path as NSString).deletingLastPathComponent
        let resolved = URL(fileURLWithPath: folder.isEmpty ? "." : folder).resolvingSymlinksInPath().path
        guard let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else { return nil }
        return kind(of: resolved, mounts: mounts)
    }

    /// - Parameter mounts: text of the form of `/proc/self/mountinfo`; the deepest mount point that holds the path
    ///   decides, of two at one point the later.
    static func kind(of path: String, mounts: String) -> String? {
        var deepest = (length: -1, kind: "")
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 6, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count else { continue }
            let point = fields[4].replacing("\\040", with: " ")
            let holds = point == "/" || path == point || path.hasPrefix(point + "/")
            if holds, point.count >= deepest.length { deepest = (point.count, String(fields[dash + 1])) }
        }
        return kinds.contains(deepest.kind) ? deepest.kind : nil
    }
}
