import Glibc
public import Logging
public import Vocabulary

/// Writes what the program logs: one line for each event, the time in UTC, names and values one can search for, and
/// nothing in a value that could begin a line of its own.
///
/// `time=2026-05-01T08:30:00.125Z level=error message="GET /plans 500" reference=5F0C2A91B7E4`
public struct LogLines: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var logLevel = Logger.Level.notice
    private let label: String
    private let now: @Sendable () -> Instant
    private let write: @Sendable (String) -> Void

    /// - Parameters:
    ///   - now: what the time is.
    ///   - write: takes one line, with its end.
    public init(
        label: String, now: @escaping @Sendable () -> Instant = Clock.system,
        write: @escaping @Sendable (String) -> Void = LogLines.toStandardError
    ) {
        self.label = label
        self.now = now
        self.write = write
    }

    /// From now on everything the program and its libraries log is written like this.
    public static func begin() { LoggingSystem.bootstrap { LogLines(label: $0) } }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var fields = [
            ("time", LogLines.utc(now())), ("level", event.level.rawValue), ("from", label),
            ("message", event.message.description),
        ]
        let more = metadata.merging(event.metadata ?? [:]) { _, new in new }
        fields += more.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        if let error = event.error { fields.append(("error", String(reflecting: type(of: error)))) }
        write(fields.map { "\(LogLines.name($0.0))=\(LogLines.value($0.1))" }.joined(separator: " ") + "\n")
    }

    /// One call for a line, so that lines of several threads do not mix.
    public static let toStandardError: @Sendable (String) -> Void = { line in
        let bytes = Array(line.utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }

    static func utc(_ instant: Instant) -> String {
        let milliseconds = instant.microseconds / 1_000
        let inDay = ((milliseconds % 86_400_000) + 86_400_000) % 86_400_000
        let day = Day(number: Int((milliseconds - inDay) / 86_400_000))
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let rest = String(1_000 + inDay % 1_000).dropFirst()
        let minute = two(inDay / 60_000 % 60)
        return "\(day.iso)T\(two(inDay / 3_600_000)):\(minute):\(two(inDay / 1_000 % 60)).\(rest)Z"
    }

    private static func name(_ text: String) -> String {
        String(text.unicodeScalars.map { isPlain($0) ? Character($0) : "_" })
    }

    /// As it is where it is one plain word; otherwise in quotes, with everything that ends a line or hides itself written
    /// out.
    static func value(_ text: String) -> String {
        if !text.isEmpty, text.unicodeScalars.allSatisfy(isPlain) { return text }
        var quoted = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator:
                    quoted += "\\u{\(String(scalar.value, radix: 16))}"
                default: quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return "\"\(quoted)\""
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "._/:-".unicodeScalars.contains(scalar))
    }
}
