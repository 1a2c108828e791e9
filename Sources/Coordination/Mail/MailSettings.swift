public import Vocabulary

/// How mail leaves, from whom it comes, and what its links begin with.
public struct MailSettings: Sendable {
    /// Nil where mail only waits: in tests, and for commands that read.
    public let carrier: (any MailCarrier)?
    /// The address mail comes from.
    public let from: String
    /// The address people use: the only source of links.
    public let publicAddress: String
    /// Whom a mail says to ask; empty where nobody is named.
    public let contact: String
    /// Makes the secret link of a digest at the moment it is sent; nil leads to signing in.
    public let links: (any LeadLinkMaking)?

    public init(
        carrier: (any MailCarrier)? = nil, from: String = "cornerstone@localhost",
        publicAddress: String = "http://127.0.0.1:8080", contact: String = "", links: (any LeadLinkMaking)? = nil
    ) {
        self.carrier = carrier
        self.from = from
        self.publicAddress = publicAddress
        self.contact = contact
        self.links = links
    }
}

/// Makes the link by which one member answers in one round without signing in. Asked at the moment a digest is sent, so
/// that the secret is in the mail and nowhere else.
public protocol LeadLinkMaking: Sendable {
    /// The whole address: `https://plans.example.org/answer/...`.
    func link(for member: MemberID, round: RoundID) async throws -> String
}

extension MailSettings {
    /// The carrier a setting names: `outbox:FOLDER`, `sendmail`, or `sendmail:/path/of/the/program`.
    ///
    /// - Parameters:
    ///   - setting: nil for the folder `outbox` in the data folder.
    ///   - from: the sender as it was set; mail to other machines needs one.
    /// - Throws: `DeskRefusal.unreadable` saying what to write instead.
    public static func carrier(_ setting: String?, dataFolder: String, from: String?) throws -> any MailCarrier {
        guard let setting, !setting.isEmpty else { return OutboxCarrier(folder: "\(dataFolder)/outbox") }
        let parts = setting.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.count == 2 ? String(parts[1]) : nil
        switch (parts[0], rest) {
        case ("outbox", let folder?) where !folder.isEmpty: return OutboxCarrier(folder: folder)
        case ("sendmail", nil): return try sendmail(SendmailCarrier(), from: from)
        case ("sendmail", let program?) where program.hasPrefix("/"):
            return try sendmail(SendmailCarrier(program: program), from: from)
        default:
            throw DeskRefusal.unreadable(
                "CORNERSTONE_MAIL is not understood. Write outbox:FOLDER, sendmail, or sendmail:/path/of/the/program.")
        }
    }

    private static func sendmail(_ carrier: SendmailCarrier, from: String?) throws -> any MailCarrier {
        guard let from, MailMessage.canBeSentTo(from) else {
            throw DeskRefusal.unreadable(
                "CORNERSTONE_MAIL_FROM has to be the address mail comes from, like plans@example.org, before mail is sent."
            )
        }
        return carrier
    }

    /// The sender where none is set: at the host people use.
    public static func usualSender(publicAddress: String) -> String {
        let host = publicAddress.split(separator: "/").last.map { $0.split(separator: ":")[0] } ?? "localhost"
        let isName = host.utf8.allSatisfy { $0 < 0x80 } && !host.hasPrefix("[")
        return "cornerstone@\(isName ? String(host) : "localhost")"
    }
}
