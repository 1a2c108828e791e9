import Foundation

/// Places where a command writes new files: what stands against them is said before anything else is done, all at once.
enum FilePlace {
    /// What stands against writing these new files.
    static func troubles(_ paths: [String]) -> [String] {
        let there = paths.filter { FileManager.default.fileExists(atPath: $0) }.map {
            "\($0) is there already. Give another name, or move it away first."
        }
        var folders: [String] = []
        for path in paths {
            let folder = path.contains("/") ? URL(fileURLWithPath: path).deletingLastPathComponent().path : "."
            if !folders.contains(folder) { folders.append(folder) }
        }
        return folders.compactMap { trouble(withFolder: $0) } + there
    }

    /// What stands against writing into a folder; one that is not there yet has to be made by `make`.
    static func trouble(withFolder path: String, isMade: Bool = false) -> String? {
        var isFolder = ObjCBool(false)
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            let above = URL(fileURLWithPath: path).deletingLastPathComponent().path
            if isMade, above != path { return trouble(withFolder: above, isMade: true) }
            return "There is no folder \(path). Make it first, or give another place with --output."
        }
        guard isFolder.boolValue else {
            return "\(path) is a file and not a folder. Give another place with --output."
        }
        guard FileManager.default.isWritableFile(atPath: path) else {
            return "Nothing may be written into the folder \(path). Give another place with --output."
        }
        return nil
    }

    /// Makes a folder with those above it; one that is there is left as it is.
    static func make(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            Output.complain("The folder \(folder) could not be made. Give another place with --output.")
            throw ExitStatus.cannotCreate
        }
    }

    /// Writes a new file, whole or not at all.
    static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            Output.complain("\(path) could not be written. Give another place with --output.")
            throw ExitStatus.cannotCreate
        }
        Output.complain("\(path): \(bytes.count) bytes.")
    }
}
