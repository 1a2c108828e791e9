import Coordination
import Partnership
import Reporting
import Vocabulary

/// What others changed about a member after somebody had opened a form about them: old and new, detail by detail.
struct MemberSince {
    let words: Words
    let names: StaffNames
    let agencies: [AgencyID: String]

    static func make(_ visit: Visit) async throws -> MemberSince {
        let membership = visit.house.membership
        return MemberSince(
            words: visit.words, names: StaffNames(try await membership.members()),
            agencies: Dictionary(
                try await membership.agencies().map { ($0.id, $0.name) }, uniquingKeysWith: { one, _ in one }))
    }

    /// The member as it was at a sequence; nil where there was none.
    static func member(_ id: MemberID, at seen: JournalSequence?, _ visit: Visit) async throws -> Member? {
        guard let seen else { return nil }
        return try await visit.house.membership.members(at: seen).first { $0.id == id }
    }

    func changes(from old: Member?, to now: Member) -> [String] {
        guard let old else { return [words("stale.unknown")] }
        var lines: [String] = []
        func compare(_ what: String, _ before: String, _ after: String) {
            guard before != after else { return }
            let nothing = words("since.nothing")
            lines.append(
                words(
                    "since.member",
                    [
                        "what": words(what), "old": before.isEmpty ? nothing : before,
                        "new": after.isEmpty ? nothing : after,
                    ]))
        }
        compare("member.name", old.name, now.name)
        compare("member.post", old.post, now.post)
        compare("member.agency", agencies[old.agency] ?? "", agencies[now.agency] ?? "")
        compare("member.email", old.email, now.email)
        compare("member.roles", roles(old), roles(now))
        compare("member.clearance", old.clearance.printed, now.clearance.printed)
        compare("member.deputy", old.deputy.map(names.name) ?? "", now.deputy.map(names.name) ?? "")
        compare("people.here", words(here(old)), words(here(now)))
        return lines.isEmpty ? [words("people.since-work")] : lines
    }

    private func roles(_ member: Member) -> String {
        member.roles.sorted().map { words("role.\($0.rawValue)") }.joined(separator: ", ")
    }

    private func here(_ member: Member) -> String { member.isActive ? "people.here.yes" : "people.here.no" }
}
