import Crypto
import CryptoExtras
import Foundation
import Synchronization

/// Passwords, hashed with scrypt. The parameters stand in the stored text, so that they can grow; a password is hashed
/// again with today's when its owner next signs in.
public struct PasswordHasher: Sendable {
    /// Cost N, block size r, parallelism p.
    public struct Cost: Hashable, Sendable {
        public let rounds: Int
        public let blockSize: Int
        public let parallelism: Int

        public init(rounds: Int, blockSize: Int, parallelism: Int) {
            self.rounds = rounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// N = 2^17, r = 8, p = 1: OWASP Password Storage Cheat Sheet.
        public static let standard = Cost(rounds: 1 << 17, blockSize: 8, parallelism: 1)
    }

    private let cost: Cost

    /// - Parameter cost: tests pass a smaller one.
    public init(cost: Cost = .standard) {
        self.cost = cost
    }

    /// `scrypt$131072$8$1$salt$hash`, both in base64.
    public func hash(_ password: String) async throws -> String {
        let salt = Data(SecretToken.randomBytes(16))
        return try await PasswordHasher.text(password, salt: salt, cost)
    }

    /// Whether a password is the one behind a stored text, in time that does not depend on where they differ.
    public func matches(_ password: String, _ stored: String) async throws -> Bool {
        guard let (cost, salt) = PasswordHasher.parts(of: stored) else { return false }
        let made = try await PasswordHasher.text(password, salt: salt, cost)
        return PasswordHasher.equal(Array(made.utf8), Array(stored.utf8))
    }

    /// Spends the time of a comparison where there is nothing to compare with, so that an unknown address answers no
    /// sooner than a known one.
    public func pretend(_ password: String) async throws {
        _ = try await hash(password)
    }

    /// Whether a stored text was made with other parameters than today's.
    public func isOutdated(_ stored: String) -> Bool { PasswordHasher.parts(of: stored)?.cost != cost }

    private static func text(
        _ password: String, salt: Data, _ cost: Cost
    ) async throws -> String {
        let bytes = Array(password.precomposedStringWithCompatibilityMapping.utf8)
        // One at a time: each takes 128 MiB and a third of a second, and a storm of them must not take the machine.
        let key = try await BackRoom.passwords.turn {
            try KDF.Scrypt.deriveKey(
                from: bytes, salt: salt, outputByteCount: 32, rounds: cost.rounds, blockSize: cost.blockSize,
                parallelism: cost.parallelism, maxMemory: 1 << 29)
        }
        let hash = key.withUnsafeBytes { Data($0).base64EncodedString() }
        return "scrypt$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)$\(salt.base64EncodedString())$\(hash)"
    }

    private static func parts(of stored: String) -> (cost: Cost, salt: Data)? {
        let parts = stored.split(separator: "$").map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Data(base64Encoded: parts[4])
        else { return nil }
        return (Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism), salt)
    }

    private static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
