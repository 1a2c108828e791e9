/// One parser that takes bytes from outside, with what must hold for any bytes at all.
///
/// The same checks are run by `Scripts/fuzz` on what libFuzzer makes up, and by `swift test` on every file that is kept.
struct Check: Sendable {
    let name: String
    /// The longest input that is worth making up.
    let longest: Int
    /// - Returns: what does not hold; nil where everything does.
    let run: @Sendable ([UInt8]) -> String?
}

enum Checks {
    static let all: [Check] = [
        Check(name: "timescale", longest: 1_000, run: TimescaleCheck.run),
        Check(name: "csv", longest: 8_192, run: CSVCheck.run),
        Check(name: "text", longest: 8_192, run: TextCheck.run),
        Check(name: "html", longest: 8_192, run: HTMLCheck.run),
        Check(name: "plan", longest: 8_192, run: PlanCheck.run),
        Check(name: "frames", longest: 8_192, run: FrameCheck.run),
        Check(name: "multipart", longest: 16_384, run: MultipartCheck.run),
        Check(name: "form", longest: 8_192, run: FormCheck.run),
        Check(name: "cookie", longest: 8_192, run: CookieCheck.run),
        Check(name: "token", longest: 128, run: TokenCheck.run),
        Check(name: "zip", longest: 16_384, run: ZipCheck.run),
        Check(name: "xlsx", longest: 16_384, run: WorkbookCheck.excel),
        Check(name: "ods", longest: 16_384, run: WorkbookCheck.open),
        Check(name: "odt", longest: 16_384, run: DocumentCheck.open),
        Check(name: "word", longest: 16_384, run: DocumentCheck.word),
        Check(name: "converted", longest: 16_384, run: DocumentCheck.converted),
    ]
}

extension [UInt8] {
    /// Parts between zero bytes, which none of the texts may hold: several files in one input.
    var parts: [[UInt8]] { split(separator: 0, omittingEmptySubsequences: false).map(Array.init) }
}

extension [UInt8] {
    func holds(_ wanted: [UInt8]) -> Bool { wanted.isEmpty || firstRange(of: wanted) != nil }
}
