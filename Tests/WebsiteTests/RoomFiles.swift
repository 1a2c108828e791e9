import Coordination
import Foundation
import Testing

@testable import Website

/// The room's own files, as the tests of pages, templates and words read them.
enum RoomFiles {
    static func resources() throws -> String { try #require(ResourceFinder(setting: nil).folder(of: "Website")) }

    static func pages() throws -> Pages { try Pages(folder: try resources()) }

    /// The room's Swift files, as text.
    static func sources() throws -> [String] {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
        return try files("\(here)/../../Sources/Website", ".swift")
    }

    static func templates() throws -> [String] { try files(try resources() + "/templates", ".mustache") }

    private static func files(_ folder: String, _ ending: String) throws -> [String] {
        let path = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        return try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.hasSuffix(ending) }.map {
            try String(contentsOfFile: "\(path)/\($0)", encoding: .utf8)
        }
    }
}
