import Testing
import Vocabulary

@testable import Website

@Suite("Reading submitted forms")
struct FormReadingTests {
    @Test(
        "A form is read as browsers write it",
        arguments: [
            ("a=1&b=2", [("a", "1"), ("b", "2")]),
            ("name=two+words&mark=%3Cscript%3E", [("name", "two words"), ("mark", "<script>")]),
            ("empty=&alone", [("empty", ""), ("alone", "")]),
            ("a=%E2%82%AC&a=%zz&a=%2", [("a", "€"), ("a", "%zz"), ("a", "%2")]),
            ("text=one%0D%0Atwo%0Dthree", [("text", "one\ntwo\nthree")]),
            ("nul=a%00b%1Bc", [("nul", "abc")]),
            ("&&=nameless&a=1&", [("a", "1")]),
            ("", []),
        ])
    func urlEncoded(text: String, expected: [(String, String)]) throws {
        let form = try URLEncodedReader.read(text)
        #expect(form.fields.map(\.name) == expected.map(\.0))
        #expect(form.fields.map(\.value) == expected.map(\.1))
    }

    @Test("Broken UTF-8 is repaired, never an error")
    func brokenUTF8() throws {
        let form = try URLEncodedReader.read("a=%FF%FEz")
        #expect(form["a"].hasSuffix("z"))
    }

    @Test("More fields than any page sends are refused")
    func tooManyFields() {
        let text = Array(repeating: "a=1", count: 11).joined(separator: "&")
        #expect(throws: FormFault.tooManyFields(limit: 10)) { try URLEncodedReader.read(text, limit: 10) }
    }

    @Test("Junk of every byte neither crashes nor invents a name")
    func junk() throws {
        var seed: UInt64 = 1
        for _ in 0..<500 {
            let bytes = (0..<200).map { _ -> UInt8 in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: seed >> 33)
            }
            let form = try URLEncodedReader.read(bytes)
            #expect(form.fields.allSatisfy { !$0.name.isEmpty })
            _ = CookieReader.read(String(decoding: bytes, as: UTF8.self))
            _ = try? MultipartReader.read(bytes, boundary: "x")
            _ = try? MultipartReader.read(Array("--x\r\n".utf8) + bytes + Array("\r\n--x--".utf8), boundary: "x")
        }
    }

    @Test("What is written into an address is read back from it")
    func queryRoundTrip() throws {
        let fields = [("text", "a b&c=d+é\"'<>"), ("lead", "Police / Council; Health")]
        let form = try URLEncodedReader.read(QueryWriter.write(fields.map { (name: $0.0, value: $0.1) }))
        #expect(form.fields.map(\.value) == fields.map(\.1))
    }

    @Test("A value is trimmed, a password is not")
    func trimming() throws {
        let form = try URLEncodedReader.read("email=+a%40b+&password=+four+words+")
        #expect(form["email"] == "a@b")
        #expect(form.exact("password") == " four words ")
    }

    // MARK: Cookies

    @Test(
        "Cookies are read, and junk among them is left out",
        arguments: [
            ("a=1; b=2", ["a": "1", "b": "2"]),
            ("a=1; a=2", ["a": "1"]),
            ("=x; ; b; c=3", ["c": "3"]),
            ("a=with space; b=ok", ["b": "ok"]),
            ("a=1,2; b=\u{7F}", [:]),
        ])
    func cookies(header: String, expected: [String: String]) {
        #expect(CookieReader.read(header) == expected)
    }

    // MARK: Days in three boxes

    @Test(
        "A day is read from three boxes, however the month is written",
        arguments: [
            ("1", "4", "2008", "2008-04-01"), ("01", "04", "2008", "2008-04-01"), ("30", "Nov", "2008", "2008-11-30"),
            ("30", "november", "2008", "2008-11-30"), ("5", "Sept", "06", "2006-09-05"),
            ("29", "2", "2008", "2008-02-29"),
        ])
    func goodDays(day: String, month: String, year: String, expected: String) throws {
        var boxes = DateBoxes()
        (boxes.day, boxes.month, boxes.year) = (day, month, year)
        #expect(boxes.reading == .day(try #require(Day(iso: expected))))
    }

    @Test(
        "What is no day is said to be none, and what is missing is named",
        arguments: [
            ("31", "4", "2008", DateBoxes.Reading.noSuchDay), ("29", "2", "2007", .noSuchDay),
            ("x", "4", "2008", .noSuchDay), ("1", "Ju", "2008", .noSuchDay), ("1", "1", "12345", .noSuchDay),
            ("1", "1", "1066", .noSuchDay), ("", "4", "2008", .missing(["day"])),
            ("1", "", "", .missing(["month", "year"])), ("", "", "", .empty), ("-1", "4", "2008", .noSuchDay),
        ])
    func badDays(day: String, month: String, year: String, expected: DateBoxes.Reading) {
        var boxes = DateBoxes()
        (boxes.day, boxes.month, boxes.year) = (day, month, year)
        #expect(boxes.reading == expected)
    }
}

@Suite("Reading a form with a file")
struct MultipartTests {
    private func body(_ parts: [String], end: String = "--") -> [UInt8] {
        Array((parts.map { "--XX\r\n\($0)\r\n" }.joined() + "--XX\(end)").utf8)
    }

    @Test("Fields and files come apart, bytes untouched")
    func parts() throws {
        let bytes = body([
            "Content-Disposition: form-data; name=\"form-token\"\r\n\r\nabc",
            "content-disposition: form-data; name=\"file\"; filename=\"C:\\\\plans\\\\my plan.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\na,b\r\n\r\n1,2\u{0}",
        ])
        let parts = try MultipartReader.read(bytes, boundary: "XX")
        #expect(parts.count == 2)
        #expect(parts[0] == .init(name: "form-token", fileName: nil, bytes: Array("abc".utf8)))
        #expect(parts[1].fileName == "my plan.csv")
        #expect(parts[1].bytes == Array("a,b\r\n\r\n1,2\u{0}".utf8))
    }

    @Test("A file name never carries a folder")
    func folders() throws {
        let bytes = body(["Content-Disposition: form-data; name=\"file\"; filename=\"../../etc/passwd\"\r\n\r\nx"])
        #expect(try MultipartReader.read(bytes, boundary: "XX")[0].fileName == "passwd")
    }

    @Test("Semicolons and quotation marks inside a name belong to it")
    func quotes() throws {
        let bytes = body(["Content-Disposition: form-data; name=\"file\"; filename=\"a;b %22c%22.csv\"\r\n\r\nx"])
        #expect(try MultipartReader.read(bytes, boundary: "XX")[0].fileName == "a;b \"c\".csv")
    }

    @Test(
        "A body that does not follow its boundary is refused as a whole",
        arguments: [
            "", "--XX", "--XX\r\n", "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
            "junk before\r\n--XX--", "--XX\r\nno colon and no end", "--XY\r\n\r\nx\r\n--XY--",
        ])
    func broken(text: String) {
        #expect(throws: FormFault.brokenMultipart) { try MultipartReader.read(Array(text.utf8), boundary: "XX") }
    }

    @Test("A flood of parts and a header without end are refused")
    func floods() {
        let many = body(Array(repeating: "Content-Disposition: form-data; name=\"a\"\r\n\r\nx", count: 201))
        #expect(throws: FormFault.tooManyFields(limit: 200)) { try MultipartReader.read(many, boundary: "XX") }
        let long = body(["X: \(String(repeating: "y", count: 9_000))\r\n\r\nx"])
        #expect(throws: FormFault.brokenMultipart) { try MultipartReader.read(long, boundary: "XX") }
    }

    @Test(
        "The boundary is taken from the content type",
        arguments: [
            ("multipart/form-data; boundary=abc", "abc"),
            ("Multipart/Form-Data; charset=utf-8; Boundary=\"a-b\"", "a-b"),
            ("multipart/form-data", nil), ("text/plain; boundary=abc", nil), ("multipart/form-data; boundary=", nil),
            ("multipart/form-data; boundary=\(String(repeating: "x", count: 71))", nil),
        ] as [(String, String?)])
    func boundary(type: String, expected: String?) {
        #expect(MultipartReader.boundary(contentType: type) == expected)
    }
}
