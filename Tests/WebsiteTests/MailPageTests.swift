import ActionPlans
import Coordination
import Foundation
import Partnership
import Synchronization
import Testing
import Vocabulary

@testable import Website

@Suite("The mail page shows what waits and what became of it, and no secret")
struct MailPageTests {
    /// Refuses everything until it is told otherwise.
    final class Stubborn: MailCarrier {
        let refuses = Mutex(true)

        func carry(_ message: MailMessage) async throws(MailFault) {
            if refuses.withLock({ $0 }) { throw .never("The program refused the mail.") }
        }
    }

    @Test("Before the first round the page says that there is none")
    func empty() async throws {
        let small = try await SmallPlan.make()
        let page = try await small.browser(.clearedCoordinator).get("/mail").page
        #expect(page.texts(class: "empty").first?.contains("No mail has been made yet.") == true)
        #expect(try await small.browser(.reader).get("/mail").status == 403)
        #expect(try await small.browser(.clearedCoordinator).get("/mail/1").status == 404)
    }

    @Test("Where mail becomes files on the server the page says that nobody gets any; otherwise it does not")
    func outbox() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        let kept = try await SmallPlan.make { $0.mail = MailSettings(carrier: OutboxCarrier(folder: folder)) }
        let said = "No mail leaves the machine until whoever runs it sets a mail program"
        #expect(try await kept.browser(.clearedCoordinator).get("/mail").page.main.contains(said))
        let sent = try await SmallPlan.make { $0.mail = MailSettings(carrier: Stubborn()) }
        #expect(try await !sent.browser(.clearedCoordinator).get("/mail").page.main.contains(said))
    }

    @Test("A mail that failed is shown with why, and tried again with one press")
    func again() async throws {
        let carrier = Stubborn()
        let small = try await RoundPageTests.opened { $0.mail = MailSettings(carrier: carrier) }
        try await small.site.house.mail.deliver()
        let coordinator = try await small.browser(.clearedCoordinator)
        let page = try await coordinator.get("/mail").page
        #expect(page.rows.first?.first?.hasPrefix("Treatment Commissioner") == true)
        #expect(page.cell(0, 1) == "Asked for updates: plan 1, round 1")
        #expect(page.cell(0, 3).hasSuffix("Failed") && page.cell(0, 4).contains("The program refused the mail."))
        #expect(try await coordinator.get("/mail?state=sent").page.rows.isEmpty)
        #expect(try await coordinator.get("/mail?state=failed").page.rows.count == 1)
        #expect(try await coordinator.get("/mail?state=junk&page=77").page.rows.count == 1)
        let path = try require(page.forms.compactMap(\.action).first { $0.hasSuffix("/again") })
        let done = try await coordinator.post(path)
        #expect(done.status == 303)
        #expect(try await coordinator.follow(done).page.banner?.contains("tried again within a minute") == true)
        carrier.refuses.withLock { $0 = false }
        #expect(try await small.site.house.mail.deliver().sent == 1)
        let sent = try await coordinator.get("/mail").page
        #expect(sent.cell(0, 3).hasSuffix("Sent") && sent.forms.allSatisfy { $0.action != path })
        #expect(
            try await coordinator.follow(try await coordinator.post(path)).page.banner?.contains("not tried") == true)
    }

    @Test("One mail is shown without its link; who does not read plans sees none of its text")
    func look() async throws {
        let small = try await RoundPageTests.opened(seats: SmallPlan.seats + [.administrator, .coordinator])
        let page = try await small.browser(.coordinator).get("/mail/1").page
        #expect(page.texts(class: "letter").first?.contains("(link left out)") == true)
        #expect(page.main.contains("AP-0001, AP-0002"))
        let administrator = try await small.browser(.administrator)
        let list = try await administrator.get("/mail")
        #expect(list.page.rows.count == 1 && list.page.cell(0, 1) == "Asked for updates")
        let look = try await administrator.get("/mail/1")
        #expect(look.page.texts(class: "letter").isEmpty && !look.everything.contains("AP-0001"))
        #expect(look.page.main.contains("shown to those who may read the plan"))
        #expect(!look.everything.contains("/rounds/1"))
        #expect(try await small.browser(.lead).get("/mail/1").status == 403)
    }

    @Test("Mail about a plan one may not see is not there, nor counted")
    func sight() async throws {
        let city = try await TestCity.make()
        let before = try await city.browser(.coordinator).get("/mail").page.rows.count
        try await city.site.house.plans.perform(
            .openRound(
                OpenRound(
                    periodFrom: try TestCity.day("2026-01-01"), periodTo: try TestCity.day("2026-03-31"),
                    opens: try TestCity.day("2026-05-01"), closes: try TestCity.day("2026-05-15")), city.closedPlan),
            by: try city.cast[.clearedCoordinator])
        let coordinator = try await city.browser(.coordinator)
        let cleared = try await city.browser(.clearedCoordinator).get("/mail")
        #expect(try await coordinator.get("/mail").page.rows.count == before)
        #expect(cleared.page.rows.count == before + 1)
        let hidden = try require(cleared.page.links.first { $0.hasPrefix("/mail/") })
        #expect(try await coordinator.get(hidden).status == 404)
        #expect(try await coordinator.post("\(hidden)/again").status == 404)
        #expect(!cleared.everything.contains(TestCity.canary), "reference and link only, also where more may be seen")
    }

    @Test("In the demonstration what lies in the outbox is shown with its link, so that a visitor can follow it")
    func demo() async throws {
        let folder = NSTemporaryDirectory() + "/outbox-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mail = MailSettings(carrier: OutboxCarrier(folder: folder), publicAddress: TestSite.localAddress)
        let small = try await RoundPageTests.opened {
            $0.mail = mail
            $0.isDemo = true
        }
        try await small.site.house.mail.deliver()
        let page = try await small.browser(.clearedCoordinator).get("/mail/1").page
        #expect(page.texts(class: "letter").first?.contains("\(TestSite.localAddress)/answer/") == true)
        #expect(page.main.contains("because this is a demonstration"))
        let real = try await RoundPageTests.opened { $0.mail = mail }
        try await real.site.house.mail.deliver()
        let hidden = try await real.browser(.clearedCoordinator).get("/mail/1").page
        #expect(hidden.texts(class: "letter").first?.contains("(link left out)") == true)
    }
}
