import Foundation

/// The long proofs, which run only where somebody asks for them.
enum Proof {
    static let isAsked = ProcessInfo.processInfo.environment["CORNERSTONE_PROVE"] == "1"
}
