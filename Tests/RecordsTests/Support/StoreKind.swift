import Foundation
import Records
import RecordsSQLite
import Testing
import Vocabulary

/// The kinds of store the conformance suite runs against: each passes the same bodies.
enum StoreKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case memory = "in memory"
    case file = "in a file"

    var testDescription: String { rawValue }

    /// Opens a store of this kind, and closes and removes it afterwards.
    func with<Outcome>(_ body: (Store) async throws -> Outcome) async throws -> Outcome {
        switch self {
        case .memory:
            let store = try await SQLiteStore.inMemory()
            let outcome = try await body(store)
            try await store.close()
            return outcome
        case .file:
            return try await Folder.with { folder in
                let store = try await SQLiteStore.open(path: folder + "/store.sqlite")
                let outcome = try await body(store)
                try await store.close()
                return outcome
            }
        }
    }
}

/// A folder of its own for one test, gone afterwards.
enum Folder {
    static func with<Outcome>(_ body: (String) async throws -> Outcome) async throws -> Outcome {
        let folder = NSTemporaryDirectory() + "/records-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }
}

/// Files beside these tests.
enum Beside {
    /// The folder of these tests, also where the sources are linked to from elsewhere.
    static let folder: URL = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent()

    static var repository: URL { folder.deletingLastPathComponent().deletingLastPathComponent() }
}
