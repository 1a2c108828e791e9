import Foundation
import Glibc

/// Something to be touched: a socket on this machine that counts who comes, and a file whose words must not be found
/// anywhere.
final class TripWire: Sendable {
    let port: UInt16
    let secret = "canary-4711-of-the-paper-tests"
    let file: String
    private let socket: Int32

    init?(in folder: String) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain -> UInt16? in
                guard bind(socket, plain, length) == 0, listen(socket, 64) == 0,
                    getsockname(socket, plain, &length) == 0
                else { return nil }
                return UInt16(0)
            }
        }
        guard port != nil else { return nil }
        self.port = UInt16(bigEndian: address.sin_port)
        self.socket = socket
        file = "\(folder)/canary.txt"
        guard (try? Data(secret.utf8).write(to: URL(fileURLWithPath: file))) != nil else { return nil }
    }

    deinit { close(socket) }

    /// Whether somebody has come.
    var wasTouched: Bool {
        var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) > 0
    }

    /// Ways to be led to the wire, as text.
    var texts: [String] {
        let address = "http://127.0.0.1:\(port)/x"
        return [
            address, "file://\(file)", file, "<img src=\"\(address)\">", "<img src=\"file://\(file)\">",
            "<link rel=stylesheet href=\"\(address)\">", "<style>@import '\(address)';</style>",
            "<object data=\"file://\(file)\"></object>", "<iframe src=\"\(address)\"></iframe>",
            "<p style=\"background:url(\(address))\">", "url(\(address))", "![x](\(address))", "![x](\(file))",
            "[x](\(address))", "<a rel=attachment href=\"file://\(file)\">x</a>", "<base href=\"\(address)\">",
            "\"><img src=\(address)>", "'><img src=\(address)>", "</title><img src=\(address)>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file://\(file)\">]>&e;", "```{include=\"\(file)\"}\n```",
            "{ INCLUDETEXT \"\(file)\" }", "{ INCLUDEPICTURE \"\(address)\" }",
            "<svg><image href=\"\(address)\"/></svg>",
            "<?xml-stylesheet href=\"\(address)\"?>",
        ]
    }
}
