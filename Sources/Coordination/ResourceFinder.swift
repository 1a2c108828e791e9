import Foundation

/// Finds the folders of packs, templates and styles that belong to the program: by the setting, then beside the
/// executable, then in the build folder. The only function that looks for them.
public struct ResourceFinder: Sendable {
    private let roots: [String]

    /// - Parameter setting: `CORNERSTONE_RESOURCES`, a folder with one folder a room.
    public init(setting: String?, executable: String = ResourceFinder.executablePath) {
        let beside = (executable as NSString).deletingLastPathComponent
        roots = [setting, "\(beside)/cornerstone-resources", beside].compactMap(\.self)
    }

    /// The folder of a room's resources, or nil when it is nowhere.
    public func folder(of room: String) -> String? {
        for root in roots {
            for candidate in ["\(root)/\(room)", "\(root)/cornerstone_\(room).resources/Resources"] {
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), isFolder.boolValue {
                    return candidate
                }
            }
        }
        return nil
    }

    /// Every regular file below a folder, by its path within it, sorted. Hidden files are left out.
    public static func files(in folder: String) throws -> [(path: String, bytes: [UInt8])] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        var found: [(path: String, bytes: [UInt8])] = []
        for name in names where !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            var isFolder: ObjCBool = false
            let path = "\(folder)/\(name)"
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            guard let data = FileManager.default.contents(atPath: path) else { throw CocoaError(.fileReadUnknown) }
            found.append((name, [UInt8](data)))
        }
        return found
    }

    /// Where this program lies.
    public static var executablePath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }
}
