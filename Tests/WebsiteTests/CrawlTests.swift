import ActionPlans
import Coordination
import HTTPTypes
import Partnership
import Testing
import Vocabulary

@testable import Website

/// Follows every link from the first page, as each seat, and asks every page for what each page must have.
@Suite("Every page one can get to by links is whole, and no link leads nowhere")
struct CrawlTests {
    private func expectWhole(_ answer: Answer, _ name: String, isSignedIn: Bool) {
        let page = answer.page
        #expect(page.faults.isEmpty, "\(name): \(page.faults)")
        #expect(page.all("html").first?["lang"] == "en", "\(name)")
        #expect(page.all("h1").count == 1 && page.all("main").count == 1, "\(name)")
        #expect(page.all("a").first?["href"] == "#main", "\(name)")
        #expect(page.title.hasSuffix(" – Cornerstone"), "\(name): \(page.title)")
        #expect(page.title.split(separator: " – ").count >= 2, "\(name): \(page.title)")
        #expect(page.all("nav").isEmpty != isSignedIn, "\(name)")
        for link in ["/accessibility", "/privacy", "/cookies", "/contact", "/security"] {
            #expect(page.links.contains(link), "\(name): \(link)")
        }
        #expect(!page.source.contains("[["), "\(name)")
        // A key without words would show itself in brackets.
        #expect(page.main.firstMatch(of: /\[[a-z.-]+\]/) == nil, "\(name)")
        expectNamed(page, name)
    }

    /// Identifiers once each; every field labelled; everything that is pointed at is there.
    private func expectNamed(_ page: Page, _ name: String) {
        let ids = page.elements.compactMap { $0["id"] }
        #expect(
            ids.count == Set(ids).count, "\(name): \(Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys)")
        let known = Set(ids)
        for element in page.elements {
            for attribute in ["aria-describedby", "aria-labelledby", "for"] {
                for target in (element[attribute] ?? "").split(separator: " ") {
                    #expect(known.contains(String(target)), "\(name): \(attribute) \(target)")
                }
            }
            if let href = element["href"], href.hasPrefix("#") {
                #expect(known.contains(String(href.dropFirst())), "\(name): \(href)")
            }
        }
        let labelled = Set(page.all("label").compactMap { $0["for"] })
        for field in page.all("input", "select", "textarea") where field["type"] != "hidden" {
            #expect(field["id"].map(labelled.contains) == true, "\(name): \(field["name"] ?? "")")
        }
        for table in page.all("table") {
            #expect(page.inside(table).first?.name == "caption", "\(name)")
            #expect(page.around(table).contains { $0["role"] == "region" && $0["tabindex"] == "0" }, "\(name)")
        }
        for form in page.all("form") where form["method"] == "post" {
            #expect(
                page.inside(form).contains { $0["name"] == "form-token" && $0["value"]?.isEmpty == false }, "\(name)")
            #expect(page.inside(form).contains { $0.name == "button" && $0["type"] == "submit" }, "\(name)")
        }
    }

    @Test("From the first page on, as each seat", arguments: Seat.allCases)
    func crawl(seat: Seat) async throws {
        let city = try await TestCity.make()
        let browser = try await city.browser(seat)
        var waiting = ["/"]
        var seen: Set<String> = ["/"]
        var pages = 0
        while !waiting.isEmpty, pages < 220 {
            let path = waiting.removeFirst()
            let answer = try await browser.follow(try await browser.get(path))
            #expect(answer.status == 200, "\(path)")
            if answer.header("Content-Disposition")?.hasPrefix("attachment") == true { continue }
            if answer.type.hasPrefix("text/csv") || answer.type.hasPrefix("text/plain") { continue }
            pages += 1
            expectWhole(answer, path, isSignedIn: seat != .nobody)
            for link in answer.page.links where link.hasPrefix("/") && seen.insert(link).inserted {
                waiting.append(link)
            }
        }
        #expect(pages >= (seat == .nobody ? 5 : 7), "\(pages) pages")
        let hasPlan = seen.contains(city.path)
        #expect(hasPlan == !seat.roles.subtracting([.administrator]).isEmpty)
        #expect(seen.contains(city.closedPath) == (hasPlan && seat.clearance == .officialSensitive))
    }

    @Test("Behind every button that is shown is a form that is taken: it asks what the page asked")
    func buttons() async throws {
        let city = try await TestCity.make()
        for seat in Seat.members {
            let browser = try await city.browser(seat)
            for deed in TestCity.Deed.allCases {
                let record = try await browser.get(deed.path)
                guard record.status == 200 else { continue }
                let links = record.page.links.filter { $0.hasPrefix("\(deed.path)/") }
                let corrections = Set(links.filter { $0.hasPrefix("\(deed.path)/correct/") })
                for path in corrections {
                    let page = try await browser.get(path)
                    #expect(page.status == 200 && page.page.form() != nil, "\(seat.rawValue) \(path)")
                }
                let shown = Set(links).subtracting(corrections)
                var open: Set<String> = []
                for form in ["report", "delay", "pass-on", "amend", "withdraw", "delay/1"] {
                    if try await browser.get("\(deed.path)/\(form)").status == 200 {
                        open.insert("\(deed.path)/\(form)")
                    }
                }
                #expect(shown == open, "\(seat.rawValue) \(deed)")
            }
        }
    }

    @Test("Error pages are whole too, for who is signed in and who is not")
    func errors() async throws {
        let small = try await SmallPlan.make()
        for browser in [Browser(small.site), try await small.browser(.reader)] {
            let isSignedIn = !browser.cookies.isEmpty
            for answer in [
                try await browser.get("/nothing"), try await browser.send(.put, "/plans"),
                try await browser.post("/sign-in", headers: ["Origin": "null"]),
            ] {
                #expect(answer.status >= 400)
                expectWhole(answer, "\(answer.status)", isSignedIn: isSignedIn)
            }
        }
    }
}
