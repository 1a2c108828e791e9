import Coordination
import Partnership
import Testing
import TestSupport

@testable import Website

@Suite("Cookies are few, necessary and closed")
struct CookieTests {
    private func attributes(_ line: String) -> Set<String> {
        Set(line.split(separator: ";").dropFirst().map { $0.trimmingPrefix(while: \.isWhitespace).lowercased() })
    }

    @Test("On this machine: plain names, closed to scripts and to other sites, until the browser closes")
    func local() async throws {
        let small = try await SmallPlan.make()
        let browser = Browser(small.site)
        let shown = try await browser.get("/sign-in")
        #expect(shown.cookies.count == 1)
        let line = try #require(shown.cookies.first)
        #expect(line.hasPrefix("cornerstone-form="))
        #expect(attributes(line) == ["path=/", "httponly", "samesite=lax"])
        #expect(try await browser.get("/sign-in").cookies.isEmpty, "one is enough")
    }

    @Test("Behind a certificate: names with __Host-, Secure, and no domain, for every cookie there is")
    func secure() async throws {
        let small = try await SmallPlan.make { $0.address = TestSite.secureAddress }
        let lead = try small.cast[.lead]
        try await small.site.house.signIn.setPassword(Browser.password, of: lead.id)
        let browser = Browser(small.site)
        var lines = try await browser.get("/sign-in").cookies
        lines += try await browser.fill(
            "/sign-in", ["email": [lead.email], "password": [Browser.password]], action: "/sign-in"
        ).cookies
        lines += try await browser.fill("/actions/AP-0001/report", ["answer": ["none"]]).cookies
        lines += try await browser.get("/actions/AP-0001").cookies
        lines += try await browser.fill("/plans", [:], action: "/sign-out").cookies
        let names = Set(lines.map { String($0.prefix { $0 != "=" }) })
        #expect(
            names == ["__Host-cornerstone-form", "__Host-cornerstone-session", "__Host-cornerstone-note"],
            "\(names)")
        for line in lines {
            let found = attributes(line)
            #expect(found.isSuperset(of: ["path=/", "httponly", "samesite=lax", "secure"]), "\(line)")
            #expect(!line.lowercased().contains("domain"), "\(line)")
            #expect(
                found.subtracting(["path=/", "httponly", "samesite=lax", "secure", "max-age=0"]).isEmpty, "\(line)")
        }
    }

    @Test("Signing in makes a new session of 256 random bits and takes the form's cookie away")
    func newSession() async throws {
        let small = try await SmallPlan.make()
        let lead = try small.cast[.lead]
        try await small.site.house.signIn.setPassword(Browser.password, of: lead.id)
        let browser = Browser(small.site)
        browser.setCookie("cornerstone-session", "chosen-by-somebody-else-0123456789")
        var tokens: Set<String> = []
        for _ in 0..<3 {
            let answer = try await browser.fill(
                "/sign-in", ["email": [lead.email], "password": [Browser.password]], action: "/sign-in")
            #expect(answer.status == 303)
            #expect(browser.cookies["cornerstone-form"] == nil)
            let token = try #require(browser.cookies["cornerstone-session"])
            #expect(token.utf8.count == 43)
            tokens.insert(token)
            browser.setCookie("cornerstone-session", nil)
        }
        #expect(tokens.count == 3 && !tokens.contains("chosen-by-somebody-else-0123456789"))
    }

    @Test("Files, styles and statements of others set none")
    func noneOnFiles() async throws {
        let small = try await SmallPlan.make()
        let browser = try await small.browser(.lead)
        let page = try await browser.get(small.path)
        #expect(page.cookies.isEmpty)
        let files = page.page.all("link", "script").compactMap { $0["href"] ?? $0["src"] }
        #expect(files.count == 3)
        #expect(try await browser.export(small.path).cookies.isEmpty)
        for path in files + ["/robots.txt"] {
            #expect(try await browser.get(path).cookies.isEmpty, "\(path)")
            #expect(try await Browser(small.site).get(path).cookies.isEmpty, "\(path)")
        }
    }

    @Test("A note of what was done is shown once, and only to the session it was made for")
    func note() async throws {
        let small = try await SmallPlan.make()
        let browser = try await small.browser(.lead)
        let done = try await browser.fill("/actions/AP-0001/report", ["answer": ["none"]])
        let note = try #require(browser.cookies["cornerstone-note"])
        #expect(try await browser.follow(done).page.banner?.contains("AP-0001") == true)
        #expect(browser.cookies["cornerstone-note"] == nil)
        #expect(try await browser.get("/actions/AP-0001").page.banner == nil)
        let other = try await small.browser(.reader)
        other.setCookie("cornerstone-note", note)
        #expect(try await other.get("/actions/AP-0001").page.banner == nil)
    }

    @Test("Cookies that are no cookies of ours are as none")
    func junk() async throws {
        let small = try await SmallPlan.make()
        var random = SeededRandom(seed: 14)
        for _ in 0..<50 {
            let browser = Browser(small.site)
            let junk = String(
                decoding: random.junk("abc=;.%", upTo: 80).filter { $0 >= 0x20 && $0 < 0x7F }, as: UTF8.self)
            for name in ["session", "form", "note"] { browser.setCookie("cornerstone-\(name)", junk) }
            #expect(try await browser.get("/sign-in").status == 200)
            #expect(try await browser.get(small.path).status == 303)
        }
    }
}
