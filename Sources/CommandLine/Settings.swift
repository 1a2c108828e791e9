import Coordination
import Foundation

/// The settings of one run, from options and the environment; an option wins. Listed in
/// `Documentation/reference/settings.md`, which a test compares with this table.
public struct Settings: Sendable {
    public var dataFolder: String
    public var publicAddress: String
    public var host: String
    public var port: Int
    public var resources: String?
    public var reader: String?
    /// The Python that has WeasyPrint.
    public var pdfWriter: String?
    public var timeZone: String
    /// How mail leaves; nil for the outbox in the data folder.
    public var mail: String?
    public var mailFrom: String?
    public var contact: String
    /// Where faults in security are reported: an e-mail address or a page; nil where there is none.
    public var securityContact: String?
    /// Where the key lies that signs heads; in the data folder where nothing is set.
    public var signingKey: String?
    /// Where the server keeps a signed head every hour; nowhere where nothing is set.
    public var headsFolder: String?

    /// Name in the environment, what it is for, what stands without it.
    public static let table: [(name: String, purpose: String, otherwise: String)] = [
        ("CORNERSTONE_DATA", "folder of the database and the outbox", "data"),
        ("CORNERSTONE_PUBLIC_ADDRESS", "address people use; the only source of links", "http://127.0.0.1:8080"),
        ("CORNERSTONE_HOST", "address the server listens on", "127.0.0.1"),
        ("CORNERSTONE_PORT", "port the server listens on", "8080"),
        ("CORNERSTONE_RESOURCES", "folder of templates, packs and styles", "beside the program"),
        ("CORNERSTONE_READER", "the program that reads files", "cornerstone-reader beside the program"),
        (
            "CORNERSTONE_PDF_WRITER", "the Python that has WeasyPrint, which writes PDF files",
            ".tools/venv beside the program or in a folder above it"
        ),
        ("CORNERSTONE_TIME_ZONE", "time zone of a new partnership", "Europe/London"),
        (
            "CORNERSTONE_MAIL", "how mail leaves: `outbox:FOLDER`, `sendmail` or `sendmail:/path`",
            "outbox in the data folder"
        ),
        ("CORNERSTONE_MAIL_FROM", "address mail comes from; needed for sendmail", "cornerstone@ and the public host"),
        ("CORNERSTONE_CONTACT", "whom people ask about this installation, in pages and mail", "nobody named"),
        (
            "CORNERSTONE_SECURITY_CONTACT", "where faults in security are reported: an e-mail address or an https page",
            "`CORNERSTONE_CONTACT` where it is an e-mail address"
        ),
        ("CORNERSTONE_SIGNING_KEY", "file of the key that signs the journal's head", "signing-key in the data folder"),
        ("CORNERSTONE_HEADS", "folder in which the server keeps a signed head every hour", "none are kept"),
        ("CORNERSTONE_BY", "e-mail address of the member a command acts for", "none; give --by"),
    ]

    public init(environment: [String: String], dataFolder: String?) {
        func value(_ name: String, otherwise: String) -> String {
            environment[name].flatMap { $0.isEmpty ? nil : $0 } ?? otherwise
        }
        self.dataFolder = dataFolder ?? value("CORNERSTONE_DATA", otherwise: "data")
        host = value("CORNERSTONE_HOST", otherwise: "127.0.0.1")
        port = Int(value("CORNERSTONE_PORT", otherwise: "8080")) ?? 8080
        publicAddress = value("CORNERSTONE_PUBLIC_ADDRESS", otherwise: "http://127.0.0.1:\(port)")
        resources = environment["CORNERSTONE_RESOURCES"]
        reader = environment["CORNERSTONE_READER"]
        pdfWriter = environment["CORNERSTONE_PDF_WRITER"]
        mail = environment["CORNERSTONE_MAIL"]
        mailFrom = environment["CORNERSTONE_MAIL_FROM"].flatMap { $0.isEmpty ? nil : $0 }
        contact = value("CORNERSTONE_CONTACT", otherwise: "")
        securityContact = environment["CORNERSTONE_SECURITY_CONTACT"].flatMap { $0.isEmpty ? nil : $0 }
        timeZone = value("CORNERSTONE_TIME_ZONE", otherwise: "Europe/London")
        signingKey = environment["CORNERSTONE_SIGNING_KEY"].flatMap { $0.isEmpty ? nil : $0 }
        headsFolder = environment["CORNERSTONE_HEADS"].flatMap { $0.isEmpty ? nil : $0 }
    }

    public var databasePath: String { "\(dataFolder)/cornerstone.sqlite" }
    public var signingKeyPath: String { signingKey ?? "\(dataFolder)/signing-key" }
}
