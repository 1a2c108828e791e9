import Foundation

/// How much of the permission matrix is asked: a third of its cases in `make check`, in turn, so that every thing of
/// every route is asked for by somebody of each kind over a few things; all of them in `make prove`
/// (`CORNERSTONE_PROVE=1`).
enum MatrixSize {
    static let isProof = ProcessInfo.processInfo.environment["CORNERSTONE_PROVE"] == "1"

    static func sample<Case>(_ cases: [Case], oneIn share: Int = 3) -> [Case] {
        isProof ? cases : cases.enumerated().filter { ($0.offset / 7 + $0.offset) % share == 0 }.map(\.element)
    }

    static func of(_ few: Int, proof many: Int) -> Int { isProof ? many : few }
}
