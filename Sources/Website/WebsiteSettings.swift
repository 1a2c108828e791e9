/// How the website is reached and where it listens: everything a deployment decides.
public struct WebsiteSettings: Sendable {
    /// Where the server listens.
    public enum Listening: Sendable, Equatable {
        case port(host: String, number: Int)
        case socket(path: String)
    }

    /// The only source of links, of the check of origins and of the kind of cookie.
    public let address: PublicAddress
    public let listening: Listening
    /// The folder with `templates`, `words` and `assets`.
    public let resources: String
    /// True for the example city: the gallery page is there and every page says that the data are fictional.
    public let isDemo: Bool
    /// Where people turn to with questions about this installation; empty where nobody is named.
    public let contact: String
    /// Where faults in security are reported; without one there is no `security.txt`.
    public let securityContact: SecurityContact?
    /// Where a signed head of the journal is kept every hour; nowhere where nil.
    public let headsFolder: String?
    public var limits: WebsiteLimits

    public init(
        address: PublicAddress, listening: Listening, resources: String, isDemo: Bool = false, contact: String = "",
        securityContact: SecurityContact? = nil, headsFolder: String? = nil, limits: WebsiteLimits = WebsiteLimits()
    ) {
        self.headsFolder = headsFolder
        self.address = address
        self.listening = listening
        self.resources = resources
        self.isDemo = isDemo
        self.contact = contact
        self.securityContact = securityContact
        self.limits = limits
    }
}

/// The limits that keep one visitor from taking everybody's server.
public struct WebsiteLimits: Sendable, Equatable {
    public var bodyBytes = 2 * 1024 * 1024
    /// For somebody who is not signed in: each connection of a flood holds as much.
    public var strangersBytes = 512 * 1024
    /// On the upload page only; refused from `Content-Length`, before a byte of it is read.
    public var uploadBytes = 20 * 1024 * 1024
    public var headers = 100
    public var idleSeconds = 30
    public var connections = 2_000

    public init() {}
}

/// The address people type, `https://plans.example.org`: scheme, host and port, nothing behind them.
public struct PublicAddress: Sendable, Equatable, CustomStringConvertible {
    /// `https://plans.example.org`, without a closing slash: what browsers send as `Origin`.
    public let origin: String
    /// False only on the machine itself.
    public let isSecure: Bool

    /// Refuses anything but `https://host[:port]`, and `http://` for the machine itself.
    ///
    /// - Returns: nil with the reason in `PublicAddress.problem`.
    public init?(_ text: String) {
        guard PublicAddress.problem(with: text) == nil else { return nil }
        var address = text.lowercased()
        if address.hasSuffix("/") { address.removeLast() }
        isSecure = address.hasPrefix("https://")
        // Browsers leave the usual port out of the origin.
        for usual in [("https://", ":443"), ("http://", ":80")]
        where address.hasPrefix(usual.0) && address.hasSuffix(usual.1) {
            address.removeLast(usual.1.count)
        }
        origin = address
    }

    public var description: String { origin }

    /// Why a text cannot be the public address, in a sentence that says what to write; nil when it can.
    public static func problem(with text: String) -> String? {
        var address = text.lowercased()
        if address.hasSuffix("/") { address.removeLast() }
        let isSecure = address.hasPrefix("https://")
        guard isSecure || address.hasPrefix("http://") else {
            return "The public address has to begin with https://. Write it like https://plans.example.org."
        }
        let rest = address.dropFirst(isSecure ? 8 : 7)
        guard let (host, port) = hostAndPort(rest), !host.isEmpty else {
            return "The public address is a scheme and a host, and a port where needed. "
                + "Write it like https://plans.example.org or http://127.0.0.1:8080."
        }
        if let port, !(1...65_535).contains(port) {
            return "The port of the public address is not one. Use a number from 1 to 65535."
        }
        if !isSecure, !["localhost", "127.0.0.1", "[::1]"].contains(host) {
            return "An address that begins with http:// works on this machine only. "
                + "Put a proxy with a certificate in front and use https://."
        }
        return nil
    }

    private static func hostAndPort(_ rest: Substring) -> (host: String, port: Int?)? {
        let allowed = rest.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x3A, 0x5B, 0x5D].contains($0)
        }
        guard allowed else { return nil }
        if rest.hasPrefix("[") {
            guard let close = rest.firstIndex(of: "]") else { return nil }
            let tail = rest[rest.index(after: close)...]
            if tail.isEmpty { return (String(rest), nil) }
            guard tail.first == ":", let port = Int(tail.dropFirst()) else { return nil }
            return (String(rest[...close]), port)
        }
        let pieces = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard pieces.count <= 2 else { return nil }
        if pieces.count == 1 { return (String(rest), nil) }
        guard let port = Int(pieces[1]) else { return nil }
        return (String(pieces[0]), port)
    }
}
