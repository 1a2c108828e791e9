import Coordination

/// The style sheet, the script and the icon, in memory, each under an address that holds its digest, so that a browser
/// may keep it for a year.
struct Assets: Sendable {
    struct Asset: Sendable {
        let bytes: [UInt8]
        let type: String
    }

    /// By the name in the address: `site.3f9ac2d1.css`.
    let byAddress: [String: Asset]
    /// From the plain name to the address.
    private let addresses: [String: String]

    init() {
        byAddress = [:]
        addresses = [:]
    }

    /// - Throws: `PagesFault.unreadable`.
    init(folder: String) throws {
        guard let files = try? ResourceFinder.files(in: folder) else { throw PagesFault.unreadable(folder) }
        var found: [String: Asset] = [:]
        var addresses: [String: String] = [:]
        for file in files {
            guard let dot = file.path.lastIndex(of: "."), let type = Assets.types[String(file.path[dot...])] else {
                continue
            }
            let address = "\(file.path[..<dot]).\(Digest.hex(of: file.bytes).prefix(16))\(file.path[dot...])"
            found[address] = Asset(bytes: file.bytes, type: type)
            addresses[file.path] = "/assets/\(address)"
        }
        byAddress = found
        self.addresses = addresses
    }

    /// The address of `site.css`; empty for a name there is none of, which a test would show.
    func address(_ name: String) -> String { addresses[name] ?? "" }

    private static let types = [
        ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
    ]
}
