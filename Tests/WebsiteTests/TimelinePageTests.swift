import ActionPlans
import Coordination
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("The timeline as a page")
struct TimelinePageTests {
    @Test("It draws every action and tells the same in a table, with who may see what")
    func page() async throws {
        let city = try await TestCity.make()
        for (seat, total) in [(Seat.coordinator, 6), (.clearedCoordinator, 9)] {
            let answer = try await city.browser(seat).get("\(city.path)/timeline")
            let page = answer.page
            #expect(answer.status == 200 && page.faults.isEmpty)
            #expect(Set(page.links.filter { $0.hasPrefix("/actions/") }).count == total)
            for deed in TestCity.Deed.allCases where deed != .inClosedPlan {
                let drawn = answer.body.ranges(of: "font-weight=\"bold\">\(deed.reference) ").count
                #expect(drawn == (deed.isMarked && total == 6 ? 0 : 1), "\(deed)")
            }
            #expect(answer.body.contains(TestCity.canary) == (total == 9))
            #expect(page.main.contains("Of \(total) actions"))
            let marking = total == 9 ? "OFFICIAL-SENSITIVE" : "OFFICIAL"
            #expect(page.texts(class: "marking").allSatisfy { $0 == "Marking: \(marking)" })
            let all = try await city.browser(seat).get("/timeline")
            #expect(all.body.contains(TestCity.canary) == (total == 9) && all.page.faults.isEmpty)
            let file = try await city.browser(seat).get("\(city.path)/timeline.csv")
            #expect(CSVCells.read(file.body).dropFirst().map { $0[2] }.count >= total)
            #expect(file.body.contains(TestCity.canary) == (total == 9))
        }
    }

    @Test("Each drawing is an image with a name, in a region one can reach and scroll")
    func drawings() async throws {
        let small = try await SmallPlan.make()
        let page = try await small.browser(.reader).get("\(small.path)/timeline").page
        let sheets = page.elements.filter { $0.has(class: "timeline-sheet") }
        #expect(sheets.count == 1)
        for sheet in sheets {
            #expect(sheet["role"] == "region" && sheet["tabindex"] == "0" && sheet["aria-label"]?.isEmpty == false)
            let drawing = try require(page.inside(sheet).first)
            #expect(drawing.name == "svg" && drawing["role"] == "img")
            for id in (drawing["aria-labelledby"] ?? "").split(separator: " ") {
                #expect(page.element(id: String(id)) != nil, "\(id)")
            }
        }
        #expect(page.elements.allSatisfy { $0["style"] == nil })
    }

    @Test("Its rows stand by aim, lead or strategy, and only those chosen are shown")
    func choosing() async throws {
        let small = try await SmallPlan.make()
        let browser = try await small.browser(.reader)
        for (query, heading) in [
            ("", "1 Treatment"), ("?by=strategy", "Small plan"), ("?by=nonsense", "1 Treatment"),
        ] {
            let page = try await browser.get("\(small.path)/timeline\(query)").page
            #expect(page.all("h3").map(page.text) == [heading], "\(query)")
        }
        let some = try await browser.get("\(small.path)/timeline?status=not-yet-confirmed").page
        #expect(Set(some.links.filter { $0.hasPrefix("/actions/") }) == ["/actions/AP-0003"])
        let none = try await browser.get("\(small.path)/timeline?status=withdrawn")
        #expect(none.status == 200 && none.page.main.contains("No action is like that"))
        #expect(none.page.elements.allSatisfy { !$0.has(class: "timeline-sheet") })
        let chosen = try require(some.all("option").first { $0["value"] == "not-yet-confirmed" })
        #expect(chosen["selected"] != nil)
    }

    @Test("It shows the plan as at a day, and says so when there is none of that day")
    func asAt() async throws {
        let small = try await SmallPlan.make()
        small.site.wait(seconds: 40 * 86_400)
        let browser = try await small.browser(.reader)
        let past = try await browser.get("\(small.path)/timeline?as-at=2026-05-01")
        #expect(past.status == 200 && past.page.main.contains("as at 1 May 2026"))
        #expect(past.page.links.contains("/actions/AP-0001?as-at=2026-05-01"))
        let all = try await browser.get("/timeline?as-at=2026-05-01")
        #expect(all.status == 200 && all.page.main.contains("as at 1 May 2026"))
        for path in ["\(small.path)/timeline", "/timeline"] {
            #expect(try await browser.get("\(path)?as-at=2999-01-01").status == 422, "\(path)")
            #expect(try await browser.get("\(path)?as-at=nonsense").status == 422, "\(path)")
        }
    }

    @Test("Many actions come sixty at a time on the axis of all of them, and all at once for print")
    func paging() async throws {
        let small = try await SmallPlan.make(actions: TimelinePageTests.many)
        let browser = try await small.browser(.reader)
        var seen: [String] = []
        for number in 1...3 {
            let page = try await browser.get("\(small.path)/timeline?page=\(number)").page
            seen += page.rows.compactMap { $0.first.map { String($0.prefix(7)) } }
            #expect(page.main.contains("2029/30"), "the axis of all")
        }
        #expect(seen.count == 130 && Set(seen).count == 130)
        let whole = try await browser.get("\(small.path)/timeline?all=yes").page
        #expect(Set(whole.links.filter { $0.hasPrefix("/actions/") }).count == 130)
        #expect(whole.elements.filter { $0.has(class: "timeline-sheet") }.count > 8)
        #expect(whole.faults.isEmpty)
    }

    @Test("Without any plan the timeline of all plans says so")
    func empty() async throws {
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, [.reader])
        let browser = try await Browser.signedIn(try cast[.reader], at: site)
        let page = try await browser.get("/timeline").page
        #expect(page.texts(class: "empty") == ["There is no plan to draw yet."])
    }

    private static func many(_ cast: Cast) throws -> [NewAction] {
        let first = try TestCity.day("2026-06-30")
        let lead = try cast[.lead]
        return (1...130).map { number in
            let due = Commitment(wording: "Then", due: first.adding(days: number * 9))
            return TestCity.action("Action \(number)", [due], lead)
        }
    }
}
