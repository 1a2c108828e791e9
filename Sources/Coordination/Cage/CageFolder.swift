import Foundation
import Glibc
import SystemPackage

/// An empty folder of its own for one reading, gone afterwards, and the file on standard input, which has no name.
struct CageFolder: Sendable {
    let path: String

    /// - Throws: `ReadingRefusal.readerNotStarted` where the temporary folder is full or forbidden.
    init(in parent: String) throws(ReadingRefusal) {
        var template = Array("\(parent)/cornerstone-reading-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .readerNotStarted }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The bytes as an open file that can only be read. A file rather than a pipe: a reader that stops listening
    /// then cannot stop, or end, the process that feeds it.
    func input(_ bytes: [UInt8]) throws(ReadingRefusal) -> FileDescriptor {
        let name = FilePath("\(path)/input")
        do {
            let writer = try FileDescriptor.open(
                name, .writeOnly, options: [.create, .exclusiveCreate], permissions: [.ownerReadWrite])
            try writer.closeAfter { _ = try writer.writeAll(bytes) }
            let reader = try FileDescriptor.open(name, .readOnly)
            unlink(name.string)
            return reader
        } catch {
            throw .readerNotStarted
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
