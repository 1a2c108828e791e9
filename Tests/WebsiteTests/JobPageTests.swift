import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Testing
import Vocabulary

@testable import Website

@Suite("Long work as pages")
struct JobPageTests {
    private actor Gate {
        private var isOpen = false
        func open() { isOpen = true }
        func pass() async throws { while !isOpen { try await Task.sleep(for: .milliseconds(2)) } }
    }

    private struct Bench {
        let small: SmallPlan
        let browser: Browser
        let member: Member
        let gate = Gate()
        var jobs: JobDesk { small.site.house.jobs }

        static func make() async throws -> Bench {
            let small = try await SmallPlan.make()
            return Bench(
                small: small, browser: try await small.browser(.clearedCoordinator),
                member: try small.cast[.clearedCoordinator])
        }

        func begin(
            _ title: String = "Three packs", marking: Marking = .official, result: JobResult = JobResult()
        ) async throws -> String {
            let gate = gate
            let id = try await jobs.begin("test", title, total: 3, marking: marking, by: member) { progress in
                try await progress.at("Writing the second", done: 1)
                try await gate.pass()
                return result
            }
            return "/jobs/\(id.number)"
        }

        func shows(_ text: String, at path: String) async throws -> Answer {
            for _ in 0..<1_000 {
                let answer = try await browser.get(path)
                if answer.page.main.contains(text) { return answer }
                try await Task.sleep(for: .milliseconds(3))
            }
            throw NotThere(description: "“\(text)” on \(path)")
        }
    }

    @Test("Nothing was begun: the list says what it is for; the page of one's session leads to it")
    func empty() async throws {
        let bench = try await Bench.make()
        let page = try await bench.browser.get("/jobs").page
        #expect(page.heading == "Long work")
        #expect(page.texts(class: "empty").first?.contains("You have begun nothing that takes long") == true)
        #expect(try await bench.browser.get("/sessions").page.links.contains("/jobs"))
    }

    @Test("While it runs the page says how far it is, that it may be left, and how to look again, without script")
    func running() async throws {
        let bench = try await Bench.make()
        let path = try await bench.begin()
        let answer = try await bench.shows("Writing the second", at: path)
        let page = answer.page
        #expect(page.heading == "Three packs" && page.faults.isEmpty)
        #expect(page.texts(class: "status").first?.contains("Under way") == true)
        let sentence = try require(page.elements.first { $0["role"] == "status" })
        #expect(page.text(sentence) == "1 of 3 done. Now: Writing the second")
        let bar = try require(page.all("progress").first)
        #expect(bar["value"] == "1" && bar["max"] == "3" && page.all("label").contains { $0["for"] == bar["id"] })
        #expect(page.main.contains("You may leave this page and close the browser"))
        #expect(page.main.contains("Asked for") && page.main.contains("Begun"))
        #expect(page.links.contains(path), "to look again")
        #expect(answer.header("Refresh") == nil && !answer.body.contains("http-equiv"))
        let itself = try await bench.browser.get("\(path)?refresh=on")
        #expect(itself.header("Refresh") == "5")
        #expect(itself.page.main.contains("This page looks again every five seconds."))
        await bench.gate.open()
        let done = try await bench.shows("Done.", at: "\(path)?refresh=on")
        #expect(done.header("Refresh") == nil, "it ends with the work")
        #expect(done.page.form(action: "\(path)/cancel") == nil && done.page.all("progress").isEmpty)
    }

    @Test("What was made is fetched from the page, with a name and a kind, until thirty days have passed")
    func result() async throws {
        let bench = try await Bench.make()
        let path = try await bench.begin(
            result: JobResult(
                files: [
                    JobFile(name: "city plan.pdf", mediaType: "application/pdf", bytes: [1, 2, 3]),
                    JobFile(
                        name: "all.csv", mediaType: "text/csv; charset=utf-8",
                        bytes: [UInt8](repeating: 65, count: 5000)),
                ], sentence: "Three packs were issued.", link: "/plans/1"))
        await bench.gate.open()
        let page = try await bench.shows("Three packs were issued.", at: path).page
        #expect(page.rows == [["city-plan.pdf", "PDF", "3 bytes"], ["all.csv", "CSV", "5 KB"]])
        #expect(page.main.contains("until 31 May 2026"))
        #expect(page.links.contains("/plans/1"))
        let file = try await bench.browser.get("\(path)/files/1")
        #expect(file.status == 200 && file.bytes == [1, 2, 3] && file.type == "application/pdf")
        #expect(file.header("Content-Disposition") == "attachment; filename=\"city-plan.pdf\"")
        #expect(file.header("Cache-Control") == "no-store" && file.header("X-Content-Type-Options") == "nosniff")
        for wrong in ["\(path)/files/3", "\(path)/files/0", "\(path)/files/x", "\(path)9"] {
            #expect(try await bench.browser.get(wrong).status == 404, "\(wrong)")
        }
        let rows = try await bench.browser.get("/jobs").page.rows
        #expect(rows.count == 1 && rows[0].last == "2 files" && rows[0][2] == "3 of 3")
        bench.small.site.wait(seconds: JobDesk.Limits.lasts + 1)
        try await bench.jobs.tidy()
        let later = try await bench.small.browser(.clearedCoordinator)
        #expect(try await later.get(path).status == 404)
        #expect(try await later.get("/jobs").page.texts(class: "empty").count == 1)
    }

    @Test("Work that failed half way shows why, what it has made, and where what it entered stands")
    func half() async throws {
        let bench = try await Bench.make()
        let made = JobResult(
            files: [JobFile(name: "one.pdf", mediaType: "application/pdf", bytes: [1])],
            sentence: "Before that, 1 pack was issued, number 7.", link: "/packs")
        let id = try await bench.jobs.begin("test", "Two packs", total: 2, by: bench.member) { _ in
            throw JobCutShort(result: made, cause: DeskRefusal.unreadable("The writer fell over."))
        }
        let page = try await bench.shows("It failed.", at: "/jobs/\(id.number)").page
        #expect(page.main.contains("The writer fell over. Before that, 1 pack was issued, number 7."))
        #expect(page.main.contains("What was made before that is kept below."))
        #expect(page.rows.map(\.first) == ["one.pdf"] && page.links.contains("/packs"))
        #expect(page.main.contains("Look at what was entered") && !page.main.contains("Open the result"))
    }

    @Test("It is cancelled with one press; pressed too late, the page says so")
    func cancel() async throws {
        let bench = try await Bench.make()
        let path = try await bench.begin()
        _ = try await bench.shows("Writing the second", at: path)
        let pressed = try await bench.browser.fill(path, [:], action: "\(path)/cancel")
        #expect(pressed.status == 303 && pressed.location == path)
        #expect(try await bench.browser.follow(pressed).page.banner?.contains("told to stop") == true)
        let page = try await bench.shows("It was cancelled", at: path).page
        #expect(page.main.contains("It had got to 1 of 3."))
        let again = try await bench.browser.follow(try await bench.browser.post("\(path)/cancel"))
        #expect(again.page.banner?.contains("had ended before") == true)
    }

    @Test("The page says of what waits how many stand before it, and of what failed what to do")
    func states() async throws {
        let bench = try await Bench.make()
        _ = try await bench.begin()
        _ = try await bench.begin()
        let third = try await bench.begin()
        let fourth = try await bench.begin()
        #expect(try await bench.browser.get(third).page.main.contains("It is next in the line."))
        let waiting = try await bench.browser.get(fourth).page
        #expect(waiting.main.contains("1 other stands before it") && waiting.main.contains("Waiting"))
        try await bench.jobs.cancel(JobID(3), by: bench.member)
        let failing = try await bench.jobs.begin("test", "Fails", by: bench.member) { _ in
            throw DeskRefusal.unreadable("The <plan> is empty.")
        }
        await bench.gate.open()
        let page = try await bench.shows("It failed. The <plan> is empty.", at: "/jobs/\(failing.number)").page
        #expect(page.faults.isEmpty && page.main.contains("Failed"))
    }

    @Test("Nobody else finds it, and its own member no more once it lies above their clearance")
    func sight() async throws {
        let bench = try await Bench.make()
        let path = try await bench.begin(
            TestCity.canary, marking: .officialSensitive,
            result: JobResult(files: [JobFile(name: "a.txt", mediaType: "text/plain", bytes: [67])]))
        await bench.gate.open()
        let own = try await bench.shows("Done.", at: path)
        #expect(own.body.contains("OFFICIAL-SENSITIVE"))
        for seat in [Seat.lead, .approver, .reader] {
            let other = try await bench.small.browser(seat)
            for one in [path, "\(path)/files/1"] {
                let answer = try await other.get(one)
                #expect(answer.status == 404 && !answer.everything.contains(TestCity.canary), "\(one) by \(seat)")
            }
            #expect(try await other.post("\(path)/cancel").status == 404)
            #expect(!(try await other.get("/jobs").everything.contains(TestCity.canary)))
        }
        let member = bench.member
        try await bench.small.site.house.membership.perform(
            .changeMember(
                ChangeMember(
                    member: member.id,
                    details: MemberDetails(
                        name: member.name, post: member.post, agency: member.agency, email: member.email,
                        roles: member.roles, clearance: .official))), by: bench.small.cast.first)
        let again = try await bench.small.browser(.clearedCoordinator)
        for one in [path, "\(path)/files/1"] { #expect(try await again.get(one).status == 404) }
        #expect(!(try await again.get("/jobs").everything.contains(TestCity.canary)))
    }

    @Test("Too much at once is refused with a page that says when to come back")
    func refusals() {
        #expect(PageError(JobRefusal.tooManyOfYours).status == .tooManyRequests)
        #expect(PageError(JobRefusal.lineFull).status == .serviceUnavailable)
        #expect(PageError(JobRefusal.lineFull) == .unavailable("jobs-full"))
    }

    @Test("The fifth piece of work of one member gets the page for it")
    func tooMany() async throws {
        let small = try await SmallPlan.make { choices in
            choices.further = { router in
                router.get("/test/begin") { _, context -> Response in
                    throw context.visitor == nil ? PageError.notFound : JobRefusal.tooManyOfYours as any Error
                }
                router.get("/test/full") { _, _ -> Response in throw JobRefusal.lineFull }
            }
        }
        let browser = try await small.browser(.lead)
        let answer = try await browser.get("/test/begin")
        #expect(answer.status == 429 && answer.header("Retry-After") == "60")
        #expect(answer.page.heading == "You have enough under way")
        #expect(answer.page.main.contains("Nothing new was begun"))
        let full = try await browser.get("/test/full")
        #expect(full.status == 503 && full.header("Retry-After") == "60")
        #expect(full.page.heading == "Too much is waiting just now")
    }
}
