import ActionPlans
import Coordination
import HTTPTypes
import Partnership
import Testing
import Vocabulary

@testable import Website

/// Hostile text in every field there is, and every page and file it comes out on.
@Suite("What somebody typed stays text, wherever it is shown")
struct EscapingTests {
    static let payloads: [String] = [
        "<script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "</select><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "\" autofocus onfocus=\"alert(1)",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<!-- --><iframe src=//evil.example>",
        "<style>*{display:none}</style>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)&amp;",
        "{{page.formToken}} {{#page}}x{{/page}} {{{page}}}",
        "[[frame.service]] {count} {plan}",
        "\u{202E}gnp.exe\u{202C} \u{2066}x\u{2069}",
        "\"\u{301}><script>alert(1)</script>",
        "a\u{0}b\u{1B}[31mc\u{7F}",
        "one\r\nSet-Cookie: evil=1\r\n\r\n<html>",
        "=HYPERLINK(\"http://evil.example\",\"x\")",
        "=\u{301}1+1",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "%0d%0aLocation:%20//evil.example",
        "😀 ä 漢字 \u{200B} ﷽",
    ]

    // MARK: What no answer may hold

    /// A page with the same elements as one with harmless text: nothing typed has become a tag or an attribute.
    private func expectText(_ answer: Answer, _ name: String) {
        #expect(answer.status < 500, "\(name)")
        #expect(answer.cookies.allSatisfy { !$0.contains("evil") }, "\(name)")
        #expect(!answer.headers.contains { $0.value.contains("evil.example") && $0.name != .location }, "\(name)")
        #expect(!answer.location.hasPrefix("//") && !answer.location.contains("\n"), "\(name)")
        guard answer.type.hasPrefix("text/html") else { return }
        let page = answer.page
        #expect(page.faults.isEmpty, "\(name): \(page.faults)")
        // Drawings of ours are images with a title each, and nothing else draws.
        let drawings = page.all("svg")
        #expect(drawings.allSatisfy { $0["role"] == "img" && $0["aria-labelledby"] != nil }, "\(name)")
        #expect(page.all("script").count == 1 && page.all("title").count == 1 + drawings.count, "\(name)")
        for element in page.elements {
            #expect(!["img", "iframe", "style", "html"].contains(element.name) || element.index == 0, "\(name)")
            for attribute in element.attributes.keys {
                #expect(
                    !attribute.hasPrefix("on") && attribute != "style" && attribute != "autofocus",
                    "\(name): \(attribute)")
            }
            for attribute in ["href", "action", "src"] {
                let value = element[attribute] ?? ""
                #expect(
                    value.isEmpty || value.hasPrefix("/") && !value.hasPrefix("//") || value.hasPrefix("#")
                        || value.hasPrefix("?"), "\(name): \(value)")
            }
        }
        #expect(page.forms.allSatisfy { $0.value("form-token")?.utf8.count ?? 64 >= 32 }, "\(name)")
        #expect(!answer.bytes.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 }, "\(name): control characters")
    }

    /// The text as a form keeps it: line ends folded, control characters left out.
    private func kept(_ payload: String) -> String { FormFields.trimmed(FormFields.text(payload.utf8)) }

    // MARK: In

    private func details(_ payload: String, _ cast: Cast) -> MemberDetails {
        MemberDetails(
            name: String(kept(payload).replacing("\n", with: " ").unicodeScalars.prefix(100)),
            post: kept(payload).replacing("\n", with: " "), agency: AgencyID(1), email: "hostile@test.example",
            roles: [.lead, .coordinator], clearance: .officialSensitive)
    }

    /// A plan with the payload in every text, entered by a member whose name and post are the payload.
    private func city(_ payload: String) async throws -> (site: TestSite, member: Member) {
        let text = kept(payload)
        let line = text.replacing("\n", with: " ")
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, [.reader])
        try await site.house.membership.perform(
            .joinAgency(JoinAgency(name: line, short: String(line.unicodeScalars.prefix(20)))), by: cast.first)
        try await site.house.membership.perform(.joinMember(JoinMember(details(payload, cast))), by: cast.first)
        let member = try require(try await site.house.membership.member(email: "hostile@test.example"))
        let commitment = Commitment(
            wording: text, label: text, due: try TestCity.day("2026-06-30"), condition: text,
            relative: RelativeTerm(every: 1, unit: .month, anchor: text))
        let action = NewAction(
            wording: ActionWording(
                number: line,
                path: [
                    PlanLevel(level: .aim, number: line, text: text),
                    PlanLevel(level: .objective, number: nil, text: text),
                ],
                text: text, owner: text, leads: [text], contributors: [text], resources: text, coverage: text,
                outcome: text, measure: text, progress: text, equality: text, notes: text,
                timescale: Timescale(wording: text, commitments: [commitment])), updateOwner: member.id)
        let past = NewAction(
            wording: ActionWording(
                text: text, leads: [text],
                timescale: Timescale(
                    wording: text, commitments: [Commitment(wording: text, due: try TestCity.day("2026-01-31"))])))
        try await site.house.plans.perform(
            .importPlan(
                ImportPlan(
                    title: line, year: .financial, marking: .official,
                    source: PlanSource(
                        name: String(line.unicodeScalars.prefix(120)), digest: TestCity.source("x").digest),
                    actions: [action, past])), by: member)
        return (site, member)
    }

    // MARK: Out

    @Test("Every page and file of a plan that holds it in every text", arguments: payloads)
    func pages(payload: String) async throws {
        let (site, member) = try await city(payload)
        let browser = try await Browser.signedIn(member, at: site)
        let text = kept(payload)
        let folded = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let reported = try await browser.fill(
            "/actions/AP-0001/report",
            ["answer": ["done"], "note": [payload], "completes": ["1"], "evidence": [payload]])
        let asked = try await browser.post(
            "/actions/AP-0001/delay",
            [
                ("commitment", "1"), ("new-day-day", "1"), ("new-day-month", "8"), ("new-day-year", "2026"),
                ("reason", payload),
            ])
        let withdrawn = try await browser.fill("/actions/AP-0002/withdraw", ["reason": [payload]])
        for (name, answer) in [("reported", reported), ("asked", asked), ("withdrawn", withdrawn)] {
            expectText(answer, name)
        }
        #expect(reported.status == 303 && withdrawn.status == 303)
        var shown = 0
        for path in [
            "/plans", "/plans/1", "/plans/1/wall", "/plans/1/print", "/plans/1/rounds", "/plans/1/owners",
            "/plans/1/timeline", "/plans/1/timeline?by=lead", "/timeline",
            "/plans/1/settle",
            "/plans/1/entered", "/actions/AP-0001", "/actions/AP-0002", "/actions/AP-0001/report",
            "/actions/AP-0001/delay",
            "/actions/AP-0001/withdraw", "/actions/AP-0001/pass-on", "/members", "/sessions", "/imports/new?revises=1",
            "/plans/1?text=\(FormText.encode(payload))", "/plans/1?lead=\(FormText.encode(payload))",
            "/plans/1/wall?as-at=2026-05-01&\(FormText.encode(payload))=\(FormText.encode(payload))",
            "/nothing/\(FormText.encode(payload))", "/actions/\(FormText.encode(payload))",
        ] {
            let answer = try await browser.get(path)
            expectText(answer, path)
            if answer.page.main.contains(folded.prefix(40)) { shown += 1 }
        }
        #expect(shown >= 8, "the text is there to be read: \(shown)")
        let stranger = try await Browser(site).get("/sign-in?next=\(FormText.encode(payload))&signed-out=1")
        expectText(stranger, "sign-in")
        try await expectFile(browser, payload)
    }

    /// No cell of the file begins as a formula does, and none breaks out of its line.
    private func expectFile(_ browser: Browser, _ payload: String) async throws {
        let file = try await browser.export("/plans/1")
        let cells = CSVCells.read(file.body)
        #expect(cells.allSatisfy { $0.count == ExportColumn.allCases.count }, "\(payload): \(cells.map(\.count))")
        #expect(cells.count == 3, "a header and two actions")
        for cell in cells.joined() {
            #expect(!CSVCells.isFormula(cell), "\(cell)")
        }
        let text = kept(payload)
        let written = cells.dropFirst().first?.dropFirst(5).first ?? ""
        #expect(written == text || written == "'\(text)", "and the text is whole")
        #expect(file.header("Content-Disposition") == "attachment; filename=\"plan-1-2026-05-01.csv\"")
    }

    @Test("Every form that is sent back with its mistakes keeps it as text", arguments: payloads)
    func forms(payload: String) async throws {
        let site = try await TestSite.make()
        let link = try require(try await site.house.signIn.makeFirstLink())
        let stranger = Browser(site)
        let setUp = try await stranger.fill(
            "/set-up/\(link.text)",
            [
                "partnership": [payload], "agency": [payload], "name": [payload], "post": [payload], "email": [payload],
                "password": [payload],
            ])
        expectText(setUp, "set-up")
        #expect(setUp.page.element(id: "partnership")?["value"] == kept(payload))
        let cast = try await Cast.join(site.house, [.everyRole])
        let signIn = try await stranger.fill(
            "/sign-in", ["email": [payload], "password": [payload]], action: "/sign-in")
        expectText(signIn, "sign-in")
        #expect(signIn.page.element(id: "email")?["value"] == kept(payload))
        let browser = try await Browser.signedIn(try cast[.everyRole], at: site)
        for (path, names) in [("/members/new", ["name", "post", "email"]), ("/agencies/new", ["name", "short"])] {
            var fields = names.map { ($0, payload + String(repeating: "x", count: 400)) }
            if path == "/members/new" { fields.append(("agency", "1")) }
            let answer = try await browser.post(path, fields)
            #expect(answer.status == 422, "\(path)")
            expectText(answer, path)
            #expect(answer.page.element(id: names[0])?["value"]?.hasPrefix(kept(payload + "x").dropLast()) == true)
        }
    }

    @Test("A file with it in its name and in every cell is previewed and listed as text", arguments: payloads)
    func importing(payload: String) async throws {
        let site = try await TestSite.make()
        let cast = try await Cast.join(site.house, [.clearedCoordinator])
        let browser = try await Browser.signedIn(try cast[.clearedCoordinator], at: site)
        let cell = "\"\(payload.replacing("\"", with: "\"\""))\""
        let file =
            "No,Aim,Action,Lead,By when,Measure\n"
            + "1,\(cell),\"Do \(payload.replacing("\"", with: "\"\""))\",\(cell),\(cell),\(cell)\n"
            + "2,\(cell),Do it,Council,June 2026,\(cell)\n"
        let name = payload.filter { !"\r\n\"".contains($0) }
        let sent = try await browser.upload(Array(file.utf8), name: "\(name).csv")
        expectText(sent, "sent")
        guard sent.status == 303 else {
            #expect(sent.status == 422)
            return
        }
        for path in [sent.location, "\(sent.location)/actions", "/plans"] {
            expectText(try await browser.get(path), path)
        }
        let problems = CSVCells.read(try await browser.get("\(sent.location)/problems.csv").body)
        #expect(problems.allSatisfy { $0.count == 8 })
        for cell in problems.joined() {
            #expect(!CSVCells.isFormula(cell), "\(cell)")
        }
        let wrong = try await browser.fill(
            sent.location, ["title": [payload + String(repeating: "y", count: 500)]], button: "enter")
        expectText(wrong, "wrong title")
        #expect(wrong.status == 422)
    }
}

/// Reads a CSV file by RFC 4180, as a spreadsheet would.
enum CSVCells {
    /// Whether a spreadsheet would reckon with it; by scalar, for a combining mark hides nothing from a spreadsheet.
    static func isFormula(_ cell: String) -> Bool {
        cell.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    }

    static func read(_ text: String) -> [[String]] {
        var rows: [[String]] = [[]]
        var cell = ""
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"":
                cell.unicodeScalars.append(scalar)
                scalars.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                rows[rows.count - 1].append(cell)
                cell = ""
            case "\r" where !isQuoted && scalars.first == "\n":
                scalars.removeFirst()
                rows[rows.count - 1].append(cell)
                cell = ""
                rows.append([])
            default: cell.unicodeScalars.append(scalar)
            }
        }
        return rows.filter { !$0.isEmpty }
    }
}
