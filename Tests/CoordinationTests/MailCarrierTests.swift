import Foundation
import Testing
import Vocabulary

@testable import Coordination

@Suite("Mail leaves through a folder or through the host's program")
struct MailCarrierTests {
    private static func folder() -> String { NSTemporaryDirectory() + "/mail-tests-" + UUID().uuidString }

    /// A program in place of `sendmail`, which notes its words and its input.
    private static func program(_ ending: String) throws -> (path: String, folder: String) {
        let folder = folder()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let script = "#!/bin/sh\nprintf '%s\\n' \"$@\" > '\(folder)/words'\ncat > '\(folder)/input'\n\(ending)\n"
        try Data(script.utf8).write(to: URL(fileURLWithPath: folder + "/sendmail"))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/sendmail")
        return (folder + "/sendmail", folder)
    }

    private static func text(_ path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    @Test("The outbox holds one whole file for each mail, for its owner only; sent twice it is still one")
    func outbox() async throws {
        let folder = Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let carrier = OutboxCarrier(folder: folder)
        let message = try MailMessageTests.message()
        try await carrier.carry(message)
        try await carrier.carry(message)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["000007.eml"])
        let facts = try FileManager.default.attributesOfItem(atPath: folder + "/000007.eml")
        #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        #expect(carrier.kept(7) == message.written())
        #expect(carrier.kept(8) == nil)
    }

    @Test("A folder that cannot be written keeps the mail waiting")
    func noFolder() async throws {
        await #expect(throws: MailFault.self) {
            try await OutboxCarrier(folder: "/proc/nowhere").carry(try MailMessageTests.message())
        }
    }

    @Test("The program gets the envelope as words and the mail as input, with line feeds")
    func sendmail() async throws {
        let (path, folder) = try Self.program("exit 0")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let message = try MailMessageTests.message(post: "Lead; rm -rf /")
        try await SendmailCarrier(program: path, patience: .seconds(600)).carry(message)
        #expect(
            Self.text(folder + "/words") == "-i\n-f\nplans@test.example\n--\nlead@test.example\n")
        #expect(Self.text(folder + "/input") == message.written(lineEnd: "\n"))
    }

    @Test(
        "What the program says decides whether the mail is tried again",
        arguments: [(75, true), (71, true), (74, true), (67, false), (64, false), (1, false)])
    func codes(code: Int, isLater: Bool) async throws {
        let (path, folder) = try Self.program("exit \(code)")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let fault = try await Self.fault(SendmailCarrier(program: path, patience: .seconds(600)))
        switch fault {
        case .later(let sentence): #expect(isLater && sentence.contains("\(code)"))
        case .never(let sentence): #expect(!isLater && sentence.contains("\(code)"))
        case nil: Issue.record("it was taken")
        }
    }

    /// Why a mail was not taken; nil where it was.
    private static func fault(_ carrier: SendmailCarrier) async throws -> MailFault? {
        let message = try MailMessageTests.message()
        do {
            try await carrier.carry(message)
            return nil
        } catch {
            return error
        }
    }

    @Test("A program that is killed or does not end keeps the mail waiting", arguments: ["kill -9 $$", "sleep 30"])
    func trouble(ending: String) async throws {
        let (path, folder) = try Self.program(ending)
        let fault = try await Self.fault(SendmailCarrier(program: path, patience: .milliseconds(600)))
        try? FileManager.default.removeItem(atPath: folder)
        guard case .later(let sentence) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(!sentence.isEmpty)
    }

    @Test("A program that is not there keeps the mail waiting, and is named")
    func notThere() async throws {
        let fault = try await Self.fault(SendmailCarrier(program: "/nowhere/sendmail"))
        guard case .later(let sentence) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(sentence.contains("/nowhere/sendmail could not be started"))
    }

    @Test("The setting is understood or refused with what to write")
    func setting() throws {
        func carrier(_ text: String?, from: String? = nil) throws -> String {
            String(describing: type(of: try MailSettings.carrier(text, dataFolder: "/d", from: from)))
        }
        #expect(try carrier(nil) == "OutboxCarrier")
        #expect(try carrier("outbox:/var/out") == "OutboxCarrier")
        #expect(try carrier("sendmail", from: "a@b.example") == "SendmailCarrier")
        #expect(try carrier("sendmail:/opt/sendmail", from: "a@b.example") == "SendmailCarrier")
        for wrong in ["outbox:", "smtp://x", "sendmail:relative", "outbox"] {
            #expect(throws: DeskRefusal.self) { try carrier(wrong, from: "a@b.example") }
        }
        #expect(throws: DeskRefusal.self) { try carrier("sendmail") }
        #expect(throws: DeskRefusal.self) { try carrier("sendmail", from: "-x@b.example") }
        #expect(
            MailSettings.usualSender(publicAddress: "https://plans.example.org:8443") == "cornerstone@plans.example.org"
        )
        #expect(MailSettings.usualSender(publicAddress: "http://[::1]:8080") == "cornerstone@localhost")
    }
}
