/// What separates the fields of a file: found by trying each on its first records.
enum Delimiter {
    struct Found: Equatable {
        var delimiter: UInt8
        /// The most frequent number of columns, and the share of records that have it.
        var columns: Int
        var agreement: Double
        /// Records looked at.
        var records: Int
    }

    /// Excel's own first line, `sep=;`.
    struct Announced: Equatable {
        var delimiter: UInt8
        /// Where the records begin.
        var start: Int
    }

    private static let candidates: [UInt8] = [Byte.comma, Byte.tab, Byte.semicolon, Byte.pipe]
    private static let sample = 65_536
    private static let sampleRecords = 200

    static func announced(_ bytes: [UInt8]) -> Announced? {
        guard bytes.count >= 5, [UInt8](bytes[0..<4]).map(\.lowered) == Array("sep=".utf8),
            bytes.count == 5 || bytes[5] == Byte.newline, bytes[4] != Byte.newline
        else { return nil }
        return Announced(delimiter: bytes[4], start: min(6, bytes.count))
    }

    /// The delimiter on which the records agree best; nil where no record has two columns.
    static func sniff(_ bytes: [UInt8]) -> Found? {
        var best: Found?
        for candidate in candidates {
            guard let found = trial(bytes, candidate) else { continue }
            if let held = best, weight(held) >= weight(found) { continue }
            best = found
        }
        return best
    }

    private static func weight(_ found: Found) -> Double {
        found.agreement * found.agreement * (1 + Double(min(found.columns, 10)) / 10)
    }

    private static func trial(_ bytes: [UInt8], _ delimiter: UInt8) -> Found? {
        var counts: [Int: Int] = [:]
        var records = 0
        bytes.withUnsafeBufferPointer { buffer in
            let part = UnsafeBufferPointer(rebasing: buffer[..<min(sample, buffer.count)])
            var scanner = CSVScanner(part, delimiter: delimiter)
            while records < sampleRecords, scanner.next() != nil {
                let width = scanner.fields.count
                if width == 1, scanner.fields[0].start == scanner.fields[0].end { continue }
                counts[width, default: 0] += 1
                records += 1
            }
        }
        let wide = counts.filter { $0.key > 1 }
        guard let usual = wide.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return nil }
        return Found(
            delimiter: delimiter, columns: usual.key, agreement: Double(usual.value) / Double(records),
            records: records)
    }
}
