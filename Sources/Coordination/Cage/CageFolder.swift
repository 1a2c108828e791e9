import Foundation
import Glibc
import SystemPackage

/// An empty folder of its own for one run, gone afterwards, and the file on standard input, which has no name.
struct CageFolder: Sendable {
    let path: String

    /// - Throws: `CageFault.notStarted` where the temporary folder is full or forbidden.
    init(in parent: String) throws(CageFault) {
        var template = Array("\(parent)/cornerstone-cage-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .notStarted }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The bytes as an open file that can only be read. A file rather than a pipe: a reader that stops listening
    /// then cannot stop, or end, the process that feeds it.
    func input(_ bytes: [UInt8]) throws(CageFault) -> FileDescriptor {
        let name = FilePath("\(path)/input")
        do {
            let writer = try FileDescriptor.open(
                name, .writeOnly, options: [.create, .exclusiveCreate], permissions: [.ownerReadWrite])
            try writer.closeAfter { _ = try writer.writeAll(bytes) }
            let reader = try FileDescriptor.open(name, .readOnly)
            unlink(name.string)
            return reader
        } catch {
            throw .notStarted
        }
    }

    /// A file the program may read.
    func place(_ bytes: [UInt8], name: String) throws(CageFault) {
        do {
            let writer = try FileDescriptor.open(
                FilePath("\(path)/\(name)"), .writeOnly, options: [.create, .exclusiveCreate], permissions: [.ownerRead]
            )
            try writer.closeAfter { _ = try writer.writeAll(bytes) }
        } catch {
            throw .notStarted
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
