import Coordination
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Partnership
import Synchronization

@testable import Website

/// What a browser got.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    var body: String { String(decoding: bytes, as: UTF8.self) }
    var page: Page { Page(body) }
    var location: String { headers[.location] ?? "" }
    var type: String { headers[.contentType] ?? "" }
    var cookies: [String] { headers[values: .setCookie] }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// Everything somebody could read: header lines and the body.
    var everything: String { headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n") + "\n" + body }
}

/// One browser: keeps its cookies, and sends the forms of pages as they are filled in.
final class Browser: Sendable {
    let site: TestSite
    private let jar = Mutex<[String: String]>([:])

    init(_ site: TestSite) { self.site = site }

    // MARK: Cookies

    var cookies: [String: String] { jar.withLock { $0 } }

    func setCookie(_ name: String, _ value: String?) { jar.withLock { $0[name] = value } }

    private var prefix: String { site.settings.address.isSecure ? "__Host-" : "" }

    /// The token that this browser's forms carry.
    var formToken: String {
        if let session = cookies["\(prefix)cornerstone-session"] { return SecretToken(text: session).formToken }
        return ""
    }

    /// A member's session, opened without its form: sign-in has its own tests.
    static func signedIn(_ member: Member, at site: TestSite) async throws -> Browser {
        let browser = Browser(site)
        try await browser.signIn(member)
        return browser
    }

    static let password = "green kettle marble window"

    func signIn(_ member: Member) async throws {
        try await site.house.signIn.setPassword(Self.password, of: member.id)
        let token = try await site.house.signIn.signIn(
            email: member.email, password: Self.password, network: "192.0.2.1")
        setCookie("\(prefix)cornerstone-session", token.text)
    }

    private func keep(_ answer: Answer) {
        for line in answer.cookies {
            let pieces = line.split(separator: ";").map { $0.trimmingPrefix(while: \.isWhitespace) }
            guard let pair = pieces.first, let equals = pair.firstIndex(of: "=") else { continue }
            let isGone = pieces.contains("Max-Age=0")
            setCookie(String(pair[..<equals]), isGone ? nil : String(pair[pair.index(after: equals)...]))
        }
    }

    // MARK: Requests

    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ path: String, headers: [String: String] = [:], body: [UInt8]? = nil
    ) async throws -> Answer {
        var fields = HTTPFields()
        let held = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        if !held.isEmpty { fields[.cookie] = held.joined(separator: "; ") }
        for (name, value) in headers { fields[try require(HTTPField.Name(name))] = value }
        let response = try await site.client.execute(
            uri: path, method: method, headers: fields, body: body.map { ByteBuffer(bytes: $0) })
        let answer = Answer(
            status: response.status.code, headers: response.headers, bytes: Array(response.body.readableBytesView))
        keep(answer)
        return answer
    }

    @discardableResult
    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send(.get, path, headers: headers)
    }

    /// Sends fields as a form of this session; the token is added unless it is given.
    @discardableResult
    func post(
        _ path: String, _ fields: [(String, String)] = [], token: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        let all = fields + [("form-token", token ?? formToken)]
        var headers = headers
        headers["Content-Type"] = headers["Content-Type"] ?? "application/x-www-form-urlencoded"
        return try await send(.post, path, headers: headers, body: Array(FormText.urlEncoded(all).utf8))
    }

    /// Sends a file with its form.
    @discardableResult
    func upload(
        _ bytes: [UInt8], name: String = "plan.csv", to path: String = "/imports", _ fields: [(String, String)] = [],
        token: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        let boundary = "----test-boundary-4d2"
        var headers = headers
        headers["Content-Type"] = "multipart/form-data; boundary=\(boundary)"
        let body = FormText.multipart(
            [("form-token", token ?? formToken)] + fields, file: (field: "file", name: name, bytes: bytes), boundary)
        return try await send(.post, path, headers: headers, body: body)
    }

    /// Goes where an answer sends it, to the first page that is not a redirect.
    func follow(_ answer: Answer) async throws -> Answer {
        var answer = answer
        for _ in 0..<4 where answer.status == 303 { answer = try await get(answer.location) }
        return answer
    }

    /// Opens a page, fills its form in as a person would and presses a button.
    ///
    /// - Parameters:
    ///   - changes: fields by name; several values are several ticked boxes; none empties the field.
    ///   - button: the value of the pressed button, where it has one.
    func fill(
        _ path: String, _ changes: [String: [String]], button: String? = nil, action: String? = nil
    ) async throws -> Answer {
        let shown = try await get(path)
        return try await submit(shown, at: path, changes, button: button, action: action)
    }

    /// Sends the form of a page that is shown already.
    func submit(
        _ shown: Answer, at path: String, _ changes: [String: [String]], button: String? = nil, action: String? = nil
    ) async throws -> Answer {
        let form = try require(shown.page.form(action: action), "a form on \(path)")
        let unknown = changes.keys.filter { name in !form.names.contains(name) }
        guard unknown.isEmpty else { throw NotThere(description: "the fields \(unknown.sorted()) on \(path)") }
        var fields = form.fields.filter { changes[$0.name] == nil }.map { ($0.name, $0.value) }
        for (name, values) in changes.sorted(by: { $0.key < $1.key }) { fields += values.map { (name, $0) } }
        if let button { fields.append(("do", button)) }
        let target = form.action ?? String(path.prefix { $0 != "?" })
        return try await send(
            .post, target, headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array(FormText.urlEncoded(fields).utf8))
    }
}

/// Forms as browsers write them.
enum FormText {
    static func urlEncoded(_ fields: [(String, String)]) -> String {
        fields.map { "\(encode($0.0))=\(encode($0.1))" }.joined(separator: "&")
    }

    static func encode(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            if isPlain {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return encoded
    }

    static func multipart(
        _ fields: [(String, String)], file: (field: String, name: String, bytes: [UInt8])?, _ boundary: String
    ) -> [UInt8] {
        var body: [UInt8] = []
        for (name, value) in fields {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        if let file {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; ".utf8
            body += "filename=\"\(file.name)\"\r\nContent-Type: text/csv\r\n\r\n".utf8
            body += file.bytes
            body += "\r\n".utf8
        }
        return body + "--\(boundary)--\r\n".utf8
    }
}

extension Browser {
    /// Takes a plan out as a file: as CSV unless another file is chosen.
    func export(
        _ path: String, _ fields: [(String, String)] = [], as format: String = "csv", asking query: String = ""
    ) async throws -> Answer {
        try await post(
            query.isEmpty ? "\(path)/export" : "\(path)/export?\(query)", [("format", format)] + fields)
    }
}
