import HTTPTypes
import Hummingbird

/// The three cookies there are, each necessary: the session, the form token of somebody not signed in, and the note
/// that a page shows once.
struct SiteCookies: Sendable {
    /// `__Host-` and `Secure` behind a certificate; plain on the machine itself.
    let isSecure: Bool

    enum Kind: String {
        case session, form, note
    }

    func value(_ kind: Kind, of request: Request) -> String? {
        let header = request.headers[values: .cookie].joined(separator: "; ")
        guard let value = CookieReader.read(header)[name(kind)], !value.isEmpty else { return nil }
        return value
    }

    /// A cookie for as long as the browser is open; the server decides when a session ends.
    func set(_ kind: Kind, _ value: String) -> String {
        "\(name(kind))=\(value); Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }

    func clear(_ kind: Kind) -> String { set(kind, "") + "; Max-Age=0" }

    private func name(_ kind: Kind) -> String {
        isSecure ? "__Host-cornerstone-\(kind.rawValue)" : "cornerstone-\(kind.rawValue)"
    }
}
