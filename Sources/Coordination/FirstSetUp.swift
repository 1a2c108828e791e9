import Foundation
import Partnership
public import Vocabulary

/// What the first person types at the one-time set-up link.
public struct FirstSetUp: Sendable, Hashable {
    public var partnership: String
    public var agency: String
    public var name: String
    public var post: String
    public var email: String
    public var timeZone: String

    public init(
        partnership: String, agency: String, name: String, post: String, email: String,
        timeZone: String = "Europe/London"
    ) {
        self.partnership = partnership
        self.agency = agency
        self.name = name
        self.post = post
        self.email = email
        self.timeZone = timeZone
    }

    /// The first three entries, or everything that is wrong under the form's own field names.
    func decide() -> (entries: [PartnershipEntry], problems: [RefusalWords]) {
        var problems: [RefusalWords] = []
        if TimeZone(identifier: timeZone) == nil {
            problems.append(
                RefusalWords(
                    "unknown-time-zone", field: "time-zone", "Enter a time zone by its name, such as Europe/London."))
        }
        let agencyID = AgencyID(1)
        let details = MemberDetails(
            name: name, post: post, agency: agencyID, email: email, roles: [.administrator, .coordinator],
            clearance: .officialSensitive)
        let entries = [
            Self.take(
                NamePartnership(name: partnership, timeZone: timeZone).decide(present: nil), "partnership", &problems),
            Self.take(JoinAgency(name: agency).decide(agencies: [], number: agencyID), "agency", &problems),
            Self.take(
                JoinMember(details).decide(
                    agencies: [Agency(id: agencyID, name: agency)], members: [], number: MemberID(1)),
                nil, &problems),
        ]
        return (entries.compactMap(\.self), problems)
    }

    /// Everything that is wrong with what was typed, the password included.
    public func problems(with password: String) -> [RefusalWords] {
        let known = [name, post, partnership, agency] + email.split(separator: "@").map(String.init)
        return decide().problems + PasswordRules.problems(password, known: known)
    }

    /// The entry of a decision; its problems are added to the others.
    private static func take<Case: Refusal>(
        _ result: Result<PartnershipEntry, Refusals<Case>>, _ field: String?, _ problems: inout [RefusalWords]
    ) -> PartnershipEntry? {
        switch result {
        case .success(let entry): return entry
        case .failure(let refused):
            problems += refused.all.map { RefusalWords($0.code, field: field ?? $0.field, $0.sentence) }
            return nil
        }
    }
}

extension SignInDesk {
    /// Uses the first link: makes the partnership and its first administrator, gives them their password and signs them
    /// in.
    ///
    /// - Throws: `DeskRefusal.notFound` when the link is used, void or has run out; `DeskRefusal.problems` with everything
    ///   that is wrong with what was typed, the password included.
    public func setUp(
        _ first: FirstSetUp, password: String, by token: SecretToken, membership: MembershipDesk
    ) async throws -> SecretToken {
        guard let link = try await link(token), link.member == nil else { throw DeskRefusal.notFound }
        let problems = first.problems(with: password)
        guard problems.isEmpty else { throw DeskRefusal.problems(problems) }
        guard try await register.useSetUpLink(token.digest, at: clock.now) != nil else { throw DeskRefusal.notFound }
        let member = try await membership.setUp(first)
        try await setPassword(password, of: member.id)
        return try await open(member.id)
    }
}
