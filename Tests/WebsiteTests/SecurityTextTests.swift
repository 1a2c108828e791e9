import Coordination
import Foundation
import Testing
import Vocabulary

@testable import Website

@Suite("Where faults in security are reported")
struct SecurityTextTests {
    private func fields(_ text: String) -> [(name: String, value: String)] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            return (parts[0], parts[1].trimmingCharacters(in: .whitespaces))
        }
    }

    @Test("The file has what RFC 9116 asks for, once each, and no cookie; its policy is a page")
    func file() async throws {
        let site = try await TestSite.make()
        let answer = try await Browser(site).get("/.well-known/security.txt")
        #expect(answer.status == 200)
        #expect(answer.type == "text/plain; charset=utf-8")
        #expect(answer.cookies.isEmpty)
        #expect(answer.header("Content-Disposition") == nil)
        let fields = fields(answer.body)
        #expect(Set(fields.map(\.name)) == ["Contact", "Expires", "Preferred-Languages", "Canonical", "Policy"])
        #expect(fields.count == 5)
        func value(_ name: String) -> String { fields.first { $0.name == name }?.value ?? "" }
        #expect(value("Contact") == "mailto:security@example.org")
        #expect(value("Canonical").hasSuffix("/.well-known/security.txt"))
        let policy = try #require(URL(string: value("Policy")))
        let page = try await Browser(site).get(policy.path())
        #expect(page.status == 200)
        #expect(page.page.main.contains("security@example.org") && page.page.main.contains("five working days"))
        let expires = try Foundation.Date(value("Expires"), strategy: .iso8601)
        let days = expires.timeIntervalSince1970 - Double(site.house.clock.now.microseconds) / 1_000_000
        #expect(days > 0 && days < 365 * 86_400)
    }

    @Test("The last day is within the year whenever it is asked for, and the same all day")
    func expiry() throws {
        let contact = try #require(SecurityContact("security@example.org"))
        func expires(_ seconds: Int64) -> String {
            SecurityText(contact: contact, origin: "https://a.example", now: Instant(microseconds: seconds * 1_000_000))
                .expires
        }
        #expect(expires(0) == "1970-06-30T00:00:00Z")
        #expect(expires(86_399) == "1970-06-30T00:00:00Z")
        #expect(expires(86_400) == "1970-07-01T00:00:00Z")
        #expect(expires(1_795_219_200) == "2027-05-20T00:00:00Z")
    }

    @Test("Without a contact there is no file, and the page names whom to ask")
    func nobody() async throws {
        let site = try await TestSite.make { $0.securityContact = nil }
        #expect(try await Browser(site).get("/.well-known/security.txt").status == 404)
        #expect(try await Browser(site).get("/security").page.main.contains("the office"))
    }

    @Test(
        "An address and a page are taken, as the file wants them",
        arguments: [
            ("security@example.org", "mailto:security@example.org"),
            ("mailto:security@example.org", "mailto:security@example.org"),
            ("https://example.org/report", "https://example.org/report"),
        ])
    func good(text: String, address: String) { #expect(SecurityContact(text)?.address == address) }

    @Test(
        "Anything else is no contact, and nothing can add a line to the file",
        arguments: [
            "", "the office", "a@b\nContact: https://evil.example", "http://example.org", "https://", "@example.org",
            "a@", "a@b@c", "a@b?cc=evil@example.org", "javascript:alert(1)", "mailto:", "ä@example.org",
        ])
    func bad(text: String) { #expect(SecurityContact(text) == nil) }
}
