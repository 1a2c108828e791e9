import Foundation
public import OfficeFiles
import Subprocess
import SystemPackage
public import Tables
import Vocabulary

/// Reads a file from outside in a child process that can do nothing else.
///
/// The one place that starts `cornerstone-reader`: an argument list and never a shell, an empty environment, an
/// empty folder of its own, limits on memory, processor time, file size and descriptors, no network where the
/// kernel allows, killed with everything it started when it takes too long. The server waits without blocking.
public struct ReaderCage: Sendable {
    private let readerPath: String
    private let pandocPath: String
    private let limits: CageLimits
    private let temporaryFolder: String
    private let probing = CageProbe()
    private let places: CagePlaces

    /// - Parameters:
    ///   - readerPath: where `cornerstone-reader` is; see `ReaderCage.readerPath(setting:executable:)`.
    ///   - pandocPath: where the program is with which the reader reads Word documents.
    ///   - temporaryFolder: where the reader's own folders are made; the system's own place when nil.
    public init(
        readerPath: String, pandocPath: String = TextDocumentReader.standardPandoc, limits: CageLimits = .standard,
        temporaryFolder: String? = nil
    ) {
        self.readerPath = readerPath
        self.pandocPath = pandocPath
        self.limits = limits
        self.temporaryFolder = temporaryFolder ?? NSTemporaryDirectory()
        places = CagePlaces(limits.together)
    }

    /// Where the reader is: by the setting `CORNERSTONE_READER`, else beside the running program.
    public static func readerPath(
        setting: String?, executable: String = ResourceFinder.executablePath
    ) -> String {
        if let setting, !setting.isEmpty { return setting }
        return (executable as NSString).deletingLastPathComponent + "/cornerstone-reader"
    }

    /// The blocks of a file, in reading order, problems among them.
    ///
    /// - Parameter name: the file's name as sent; only its ending is looked at.
    /// - Throws: `ReadingRefusal`: too large (before anything is started), no turn came, not readable, or the reader
    ///   failed.
    public func read(bytes: [UInt8], name: String, kind: ReadKind = .auto) async throws(ReadingRefusal) -> [Block] {
        guard bytes.count <= limits.inputBytes else { throw .tooLarge(bytes: bytes.count) }
        guard FileManager.default.isExecutableFile(atPath: readerPath) else { throw .readerMissing }
        guard await places.take(within: limits.patience) else { throw .tooBusy }
        do throws(ReadingRefusal) {
            let blocks = try await readAlone(bytes, name, kind)
            await places.leave()
            return blocks
        } catch {
            await places.leave()
            throw error
        }
    }

    private func readAlone(_ bytes: [UInt8], _ name: String, _ kind: ReadKind) async throws(ReadingRefusal) -> [Block] {
        let folder = try CageFolder(in: temporaryFolder)
        defer { folder.remove() }
        let input = try folder.input(bytes)
        let wrapping = await probing.wrapping()
        var reader = [readerPath, "read", kind.rawValue, "--name", ReaderCage.plain(name)]
        if pandocPath != TextDocumentReader.standardPandoc { reader += ["--pandoc", pandocPath] }
        let words = wrapping.words(for: reader, limits)
        let told = try await ReaderRun(words: words, folder: folder.path, limits: limits).blocks(from: input)
        guard told.contains(where: { $0.isContent }) else {
            throw .refused(told.firstError ?? ReaderCage.nothing)
        }
        return told
    }

    /// What is in force here, for `cornerstone check`.
    public func probe() async -> CageStatus {
        let wrapping = await probing.wrapping()
        let isThere = FileManager.default.isExecutableFile(atPath: readerPath)
        let words = wrapping.words(for: [readerPath, "--version"], limits)
        let pandoc = wrapping.words(for: [pandocPath] + TextDocumentReader.pandocTrial, limits)
        return CageStatus(
            readerPath: readerPath, isReaderThere: isThere,
            answers: isThere ? await CageWrapping.succeeds(words) : false,
            pandocPath: pandocPath, doesPandocAnswer: await CageWrapping.succeeds(pandoc),
            isNetworkRemoved: !wrapping.withoutNetwork.isEmpty, areLimitsSetFromOutside: wrapping.prlimit != nil,
            limits: limits)
    }

    /// A name as one argument: the last part of a path, without control characters, not endless.
    private static func plain(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let scalars = last.unicodeScalars.filter { $0.properties.generalCategory != .control }
        return String(String(String.UnicodeScalarView(scalars)).suffix(200))
    }

    private static let nothing = Problem(
        place: Place(), severity: .error, code: "empty",
        message: "Nothing was found in the file. Choose the file again, or check that it was saved.")
}

extension Block {
    fileprivate var isContent: Bool {
        if case .problem = self { false } else { true }
    }
}

extension [Block] {
    fileprivate var firstError: Problem? {
        for case .problem(let problem) in self where problem.severity == .error { return problem }
        for case .problem(let problem) in self { return problem }
        return nil
    }
}
