import Foundation
public import OfficeFiles
public import Tables
import Vocabulary

/// Reads a file from outside in a child process that can do nothing else.
///
/// The one place that starts `cornerstone-reader`, in a `ProgramCage`.
public struct ReaderCage: Sendable {
    private let readerPath: String
    private let pandocPath: String
    private let cage: ProgramCage

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
        cage = ProgramCage(limits: limits, temporaryFolder: temporaryFolder)
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
        var words = [readerPath, "read", kind.rawValue, "--name", ReaderCage.plain(name)]
        if pandocPath != TextDocumentReader.standardPandoc { words += ["--pandoc", pandocPath] }
        let program = CagedProgram(words: words, input: bytes)
        let told: [Block]
        do throws(CageFault) {
            told = try await cage.run(program, hearing: FrameEar())
        } catch {
            throw ReadingRefusal(error)
        }
        guard told.contains(where: { $0.isContent }) else {
            throw .refused(told.firstError ?? ReaderCage.nothing)
        }
        return told
    }

    /// What is in force here, for `cornerstone check`.
    public func probe() async -> CageStatus {
        let wrapping = await cage.wrapping()
        return CageStatus(
            readerPath: readerPath, isReaderThere: FileManager.default.isExecutableFile(atPath: readerPath),
            answers: await cage.answers([readerPath, "--version"]), pandocPath: pandocPath,
            doesPandocAnswer: await cage.answers([pandocPath] + TextDocumentReader.pandocTrial),
            isNetworkRemoved: !wrapping.withoutNetwork.isEmpty, areLimitsSetFromOutside: wrapping.prlimit != nil,
            limits: cage.limits)
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
