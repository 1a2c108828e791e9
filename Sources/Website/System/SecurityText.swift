import Foundation
import Vocabulary

/// Where somebody reports a fault in security: an e-mail address, or a page with a certificate.
public struct SecurityContact: Sendable, Equatable {
    /// As it stands in the file: `mailto:security@example.org` or `https://example.org/report`.
    public let address: String

    /// Takes `security@example.org`, `mailto:security@example.org` and `https://example.org/report`.
    ///
    /// - Returns: nil for anything else; `problem` says what to write.
    public init?(_ text: String) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), text.utf8.count <= 300 else { return nil }
        if text.hasPrefix("https://") {
            guard let host = URL(string: text)?.host(), !host.isEmpty else { return nil }
            address = text
            return
        }
        let mail = text.hasPrefix("mailto:") ? String(text.dropFirst("mailto:".count)) : text
        let parts = mail.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = mail.utf8.allSatisfy { !Array("<>()[]\\,;:\"?&% ".utf8).contains($0) }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain else { return nil }
        address = "mailto:\(mail)"
    }

    /// Why a text cannot be the contact, in a sentence that says what to write.
    public static let problem =
        "CORNERSTONE_SECURITY_CONTACT has to be an e-mail address or a page, like security@example.org or https://example.org/report."
}

/// The file that tells finders of faults where to go, as RFC 9116 wants it.
struct SecurityText {
    static let path = "/.well-known/security.txt"
    /// How long a finder may rely on a copy, in days. The file is made when it is asked for.
    static let days: Int64 = 180

    let contact: SecurityContact
    /// `https://plans.example.org`.
    let origin: String
    let now: Instant

    /// The last day it holds, at midnight, so that it reads the same all day.
    var expires: String {
        let day: Int64 = 86_400
        let seconds = (now.microseconds / 1_000_000 / day + Self.days) * day
        return Foundation.Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }

    var text: String {
        """
        Contact: \(contact.address)
        Expires: \(expires)
        Preferred-Languages: en
        Canonical: \(origin)\(Self.path)
        Policy: \(origin)/security

        """
    }
}
