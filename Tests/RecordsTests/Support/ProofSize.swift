import Foundation

/// How many times a random test tries: a few in `make check`, many in `make prove` (`CORNERSTONE_PROVE=1`).
enum ProofSize {
    static let isProof = ProcessInfo.processInfo.environment["CORNERSTONE_PROVE"] == "1"

    static func of(_ few: Int, proof many: Int) -> Int { isProof ? many : few }

    /// Seeds from the first of a test's own on.
    static func seeds(from first: UInt64, _ few: Int, proof many: Int) -> [UInt64] {
        Array(first..<first + UInt64(of(few, proof: many)))
    }
}
