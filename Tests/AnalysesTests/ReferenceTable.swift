import Analyses
import Foundation
import Testing

/// Published tables in the reference material, found through `CORNERSTONE_REFERENCE`; tests that need them are skipped where
/// it is not set.
enum ReferenceTable {
    static let isHere = ProcessInfo.processInfo.environment["CORNERSTONE_REFERENCE"] != nil

    static func bytes(_ path: String) throws -> [UInt8] {
        let folder = try #require(ProcessInfo.processInfo.environment["CORNERSTONE_REFERENCE"])
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent("data/\(path)")))
    }

    /// The records of a plain CSV file, by the names of its columns.
    static func records(_ path: String) throws -> [[String: String]] {
        let lines = String(decoding: try bytes(path), as: UTF8.self).split(whereSeparator: \.isNewline).map(cells)
        return lines.dropFirst().map { cells in
            Dictionary(zip(lines[0], cells), uniquingKeysWith: { first, _ in first })
        }
    }

    private static func cells(_ line: Substring) -> [String] {
        var cells = [""], quoted = false
        for character in line {
            switch character {
            case "\"": quoted.toggle()
            case "," where !quoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}

/// Whether two numbers of ours agree within a share of the larger; figures from outside are compared by `Golden`.
func agree(_ ours: Double?, _ theirs: Double?, _ tolerance: Double = 1e-9) -> Bool {
    guard let ours, let theirs else { return ours == nil && theirs == nil }
    return abs(ours - theirs) <= tolerance * max(1e-12, abs(ours), abs(theirs))
}
