import Coordination
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Partnership

/// What the server knows of one request while it is answered.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Where the connection comes from; empty for a socket of this machine.
    let peer: String
    /// Who is signed in; nil for everybody else.
    var visitor: Visitor?
    /// The partnership's name; empty until it has one.
    var partnership = ""

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// Printed on error pages and written with the same request in the log.
    var reference: String { String(id.suffix(12)).uppercased() }

    /// The visitor's network, for counting failed sign-ins: through a proxy on this machine, what the proxy saw.
    func network(_ request: Request) -> String {
        let isLocal = peer.isEmpty || peer == "127.0.0.1" || peer == "::1"
        guard isLocal, let name = HTTPField.Name("X-Forwarded-For"), let forwarded = request.headers[name],
            let last = forwarded.split(separator: ",").last
        else { return peer }
        return String(FormFields.trimmed(String(last)).prefix(64))
    }
}

/// A member who is signed in, and the session they came with.
struct Visitor: Sendable {
    let member: Member
    let session: SignedInSession
    /// The secret of the cookie; never written anywhere.
    let token: SecretToken

    /// What every form of the session carries.
    var formToken: String { token.formToken }
}
