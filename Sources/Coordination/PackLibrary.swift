public import Frameworks
import Vocabulary

/// The framework packs that come with the program, found on disk, read and validated.
public struct PackLibrary: Sendable {
    /// The pack of the five documents.
    public static let standard = "uk-crack-2003"

    private let resources: ResourceFinder

    public init(_ resources: ResourceFinder) { self.resources = resources }

    /// A pack by its name, with the digest of its files.
    ///
    /// - Throws: `DeskRefusal.unreadable` naming the folder, or every problem in the pack.
    public func pack(_ name: String) throws -> (pack: FrameworkPack, digest: String) {
        guard let folder = resources.folder(of: "Frameworks") else {
            throw DeskRefusal.unreadable(
                "The folder of framework packs was not found. Set CORNERSTONE_RESOURCES to the folder that holds Frameworks."
            )
        }
        let files = try ResourceFinder.files(in: "\(folder)/\(name)")
        let read = PackReader.read(
            files: Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first }))
        switch read {
        case .success(let pack): return (pack, Digest.hex(of: files))
        case .failure(let faults):
            throw DeskRefusal.unreadable(
                "The framework pack \(name) has faults:\n"
                    + faults.all.map { "  " + $0.message }.joined(separator: "\n"))
        }
    }
}
