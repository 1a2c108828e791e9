public import Foundation

/// The one way in which reports become JSON: sorted keys, every key present, days as `YYYY-MM-DD`, unknown is null.
public enum ReportJSON {
    public static func data(_ report: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(report)
    }
}
