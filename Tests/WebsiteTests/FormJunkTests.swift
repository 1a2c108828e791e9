import Testing
import TestSupport
import Vocabulary

@testable import Website

/// Beside `FormReadingTests`: what nobody's browser sends, many thousands of times.
@Suite("No junk gets past the readers of forms")
struct FormJunkTests {
    private static let boundary = "----WebKitFormBoundaryA1b2"

    @Test("2,000 spoilt or made-up bodies with a file: none crashes the reader, none gets past its caps")
    func multipart() {
        var random = SeededRandom(seed: 2003)
        let right = FormText.multipart(
            [("form-token", "abc"), ("title", "A plan")], file: ("file", "plan.csv", Array("a,b\r\n".utf8)),
            Self.boundary)
        var taken = 0
        for number in 0..<2_000 {
            let bytes =
                number % 2 == 0
                ? random.spoilt(right) : Array("--\(Self.boundary)".utf8) + random.junk("\r\n-;=\":\(Self.boundary)")
            guard let parts = try? MultipartReader.read(bytes, boundary: Self.boundary) else { continue }
            taken += 1
            #expect(parts.count <= MultipartReader.partLimit)
            #expect(parts.reduce(0) { $0 + $1.bytes.count } <= bytes.count)
            for part in parts { #expect(!(part.fileName ?? "").contains { $0 == "/" || $0 == "\\" }) }
        }
        // Some of the spoilt ones are still whole: the reader is not only refusing.
        #expect((1..<2_000).contains(taken))
    }

    @Test("Two hundred parts are taken, one more is not; a file's name is at most two hundred characters")
    func multipartCaps() throws {
        let fields = (0..<MultipartReader.partLimit).map { ("field-\($0)", "value") }
        let body = FormText.multipart(fields, file: nil, Self.boundary)
        #expect(try MultipartReader.read(body, boundary: Self.boundary).count == MultipartReader.partLimit)
        let more = FormText.multipart(fields + [("one-more", "")], file: nil, Self.boundary)
        #expect(throws: FormFault.tooManyFields(limit: MultipartReader.partLimit)) {
            try MultipartReader.read(more, boundary: Self.boundary)
        }
        let long = FormText.multipart([], file: ("file", String(repeating: "n", count: 3_000), [1]), Self.boundary)
        #expect(try MultipartReader.read(long, boundary: Self.boundary).first?.fileName?.count == 200)
    }

    static let names: [(String, String, String?)] = [
        ("form-data; name=file; filename=plan.csv", "file", "plan.csv"),
        ("form-data; name=\"file\"; filename=\"/\"", "file", ""),
        ("form-data; name=\"file\"; filename=\"a%22b%0D%0Ac.csv\"", "file", "a\"b  c.csv"),
        ("form-data; filename=\"nameless.csv\"", "", nil),
        ("form-data; name=\"file\"; filename=\"a\nb\rc\td.csv\"", "file", "a b c d.csv"),
        ("form-data; name=\"a\nb\"; filename=\"plan.csv\"", "a b", "plan.csv"),
        ("form-data; name=\"file\"; filename=\"../etc/\u{301}passwd\"", "file", "\u{301}passwd"),
        ("form-data; name=\"file\"; filename=\"..\\\u{308}c.csv\"", "file", "\u{308}c.csv"),
        ("form-data; name=\"file\"\u{301}; filename=\"c%22\u{301}.csv\"", "\"file\"\u{301}", "c\"\u{301}.csv"),
    ]

    @Test("A line end cannot be smuggled into a file's name, and a part without a name is left out", arguments: names)
    func fileNames(disposition: String, name: String, fileName: String?) throws {
        let text = "--\(Self.boundary)\r\nContent-Disposition: \(disposition)\r\n\r\nx\r\n--\(Self.boundary)--"
        let parts = try MultipartReader.read(Array(text.utf8), boundary: Self.boundary)
        #expect(parts.map(\.name) == (name.isEmpty ? [] : [name]))
        #expect(parts.map(\.fileName) == (name.isEmpty ? [] : [fileName]))
    }

    @Test("2,000 made-up forms: none crashes the reader, none has a field too many or a control character")
    func urlEncoded() {
        var random = SeededRandom(seed: 2004)
        for _ in 0..<2_000 {
            let bytes = random.junk("&=%+;a0F")
            guard let form = try? URLEncodedReader.read(bytes, limit: 20) else {
                #expect(bytes.split(separator: UInt8(ascii: "&")).count > 20)
                continue
            }
            #expect(form.fields.count <= 20)
            for field in form.fields {
                #expect(!field.name.isEmpty)
                let bytes = (field.name + field.value).utf8
                #expect(bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 9 || $0 == 10 })
            }
        }
    }

    @Test("2,000 made-up values come out of a query as they were put into one")
    func roundTrip() throws {
        var random = SeededRandom(seed: 2007)
        for _ in 0..<2_000 {
            let value = FormFields.trimmed(FormFields.text(random.junk("&=%+;<>\"'\u{202E}ä", upTo: 40)))
            let text = QueryWriter.write([("first", value), ("last", value)])
            #expect(text.utf8.allSatisfy { (0x21...0x7E).contains($0) })
            let read = try URLEncodedReader.read(text)
            #expect(read["first"] == value)
            #expect(read["last"] == value)
        }
    }

    @Test("2,000 made-up cookie headers: none crashes the reader, none holds a mark that ends a cookie")
    func cookies() {
        var random = SeededRandom(seed: 2005)
        for _ in 0..<2_000 {
            let header = String(decoding: random.junk(";= \r\n,\"a"), as: UTF8.self)
            for (name, value) in CookieReader.read(header) {
                #expect((name + value).utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3B && $0 != 0x2C })
                #expect(!name.isEmpty)
            }
        }
    }

    @Test("At most fifty cookies are looked at, and none longer than 4,096 bytes is kept")
    func cookieCaps() {
        let many = (0..<500).map { "c\($0)=1" }.joined(separator: ";")
        #expect(CookieReader.read(many).count == 50)
        #expect(CookieReader.read("a=\(String(repeating: "x", count: 4_097))").isEmpty)
        #expect(CookieReader.read("a=\(String(repeating: "x", count: 4_096))").count == 1)
    }

    @Test("2,000 made-up days: none crashes the boxes, and every day they find has its number in the box")
    func dates() {
        var random = SeededRandom(seed: 2006)
        var found = 0
        for number in 0..<2_000 {
            var boxes = DateBoxes()
            (boxes.day, boxes.month, boxes.year) = (
                box(&random, number), box(&random, number), number % 3 == 0 ? "2026" : box(&random, number)
            )
            if case .day(let day) = boxes.reading {
                found += 1
                #expect(Int(boxes.day) == day.day)
                #expect((1900...2999).contains(day.year))
            }
        }
        #expect(found > 10)
    }

    /// Digits every other time, so that some are days; junk otherwise.
    private func box(_ random: inout SeededRandom, _ number: Int) -> String {
        number % 2 == 0
            ? String(Int.random(in: 0...40, using: &random))
            : FormFields.text(random.junk("0123456789 -/.novJAN", upTo: 6))
    }

    @Test("Every day fills its boxes and comes out of them again")
    func dayRoundTrip() {
        for number in stride(from: 10_000, to: 30_000, by: 137) {
            #expect(DateBoxes(Day(number: number)).reading == .day(Day(number: number)))
        }
        #expect(DateBoxes(nil).reading == .empty)
    }
}
