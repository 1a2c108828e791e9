public import Vocabulary

/// Why an archive is not opened, or not read further.
public enum ZipRefusal: Error, Hashable, Sendable {
    /// No archive begins here.
    case notAnArchive
    /// The end is missing, or the list of contents does not agree with what it lists.
    case damaged
    case protected
    case tooManyEntries
    /// All parts together.
    case tooLarge
    /// One part, beyond what a part of its kind may hold.
    case partTooLarge(most: Int)
    /// A part holds more or less than it says.
    case falseSize
    /// Two parts share the same bytes of the file.
    case overlapping
    /// A part is named so that unpacking it would write somewhere else.
    case unsafeName
    case sameName
    /// A link or a device instead of a file.
    case notAFile
    /// Packed in a way that office programs do not use.
    case strangePacking
    case severalDisks

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .notAnArchive: "not-office"
        case .damaged, .falseSize, .overlapping: "damaged"
        case .protected: "protected"
        case .tooManyEntries, .tooLarge, .partTooLarge: "too-large-inside"
        case .unsafeName, .sameName, .notAFile: "unsafe-archive"
        case .strangePacking, .severalDisks: "strange-packing"
        }
    }

    /// What is wrong and what to do, for people.
    public var sentence: String {
        switch self {
        case .notAnArchive:
            "The name says an office file, the content is something else. Open it in its own program and save it again as XLSX, ODS or DOCX."
        case .damaged:
            "The file is damaged or was cut short. Fetch it again, or open it in its own program and save it once more."
        case .protected:
            "The file is protected with a password. Open it, take the password off, and save it again."
        case .tooManyEntries:
            "The file is made of more than \(ZipLimits.entries) parts. Remove pictures and embedded files, or copy the plan's table into a new file."
        case .tooLarge:
            "Unpacked, the file would be larger than \(ZipLimits.totalBytes / 1_000_000) MB. Copy the plan's table into a new file and send that."
        case .partTooLarge(let most):
            "Unpacked, one part of the file would be larger than the \(ZipLimits.printed(most)) such a part may be. Copy the plan's table into a new file and send that."
        case .falseSize:
            "A part of the file does not have the size it gives for itself, so the file was not read. Open it in its own program and save it once more."
        case .overlapping:
            "Parts of the file lie on top of each other, which no office program writes, so the file was not read. Copy the plan's table into a new file and send that."
        case .unsafeName:
            "A part of the file has a name that points outside the file, so it was not opened. Copy the plan's table into a new file and send that."
        case .sameName:
            "Two parts of the file have the same name, so it was not opened. Open it in its own program and save it once more."
        case .notAFile:
            "The file holds a link in place of a part, so it was not opened. Copy the plan's table into a new file and send that."
        case .strangePacking:
            "The file is packed in a way that office programs do not use. Open it in its own program and save it once more."
        case .severalDisks:
            "This is one piece of an archive cut into several. Send the whole file."
        }
    }

    public var problem: Problem { Problem(place: Place(), severity: .error, code: code, message: sentence) }
}

/// How much an archive may hold.
public enum ZipLimits {
    public static let entries = 1_000
    /// Everything in it, unpacked.
    public static let totalBytes = 200_000_000
    /// One part of it, unpacked.
    public static let entryBytes = 150_000_000
    public static let nameBytes = 512

    static func printed(_ bytes: Int) -> String {
        bytes >= 1_000_000 ? "\(bytes / 1_000_000) MB" : "\(bytes) bytes"
    }
}
