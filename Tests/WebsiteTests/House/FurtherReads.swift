import ActionPlans
import Coordination
import Partnership
import Vocabulary

@testable import Website

/// What the desks of meetings, registers, mail and search hand out, and to whom.
struct FurtherRead: Sendable {
    let name: String
    let isSeen: Bool
    /// It holds something marked: who has the clearance gets it.
    var isTelling = false
    let read: @Sendable (House, Member, Moment) async throws -> any Sendable

    static func all(_ city: TestCity, _ member: Member) -> [FurtherRead] {
        lists(member) + things(member) + items(member) + ofPlans(city, member) + mail(member)
    }

    private static func lists(_ member: Member) -> [FurtherRead] {
        [
            FurtherRead(name: "groups", isSeen: true, isTelling: true) {
                try await $0.meetings.groups(Sight.of($1), at: $2)
            },
            FurtherRead(name: "meetings", isSeen: true, isTelling: true) {
                try await $0.meetings.meetings(Sight.of($1), at: $2)
            },
            FurtherRead(name: "decisions", isSeen: true, isTelling: true) {
                try await $0.meetings.decisions(DecisionFilter(), Sight.of($1), at: $2)
            },
            FurtherRead(name: "decisions about the marked plan", isSeen: true) {
                try await $0.meetings.decisions(DecisionFilter(strategy: StrategyID(2)), Sight.of($1), at: $2)
            },
            FurtherRead(name: "registers", isSeen: true, isTelling: true) {
                try await $0.registers.items(Sight.of($1), at: $2)
            },
            FurtherRead(name: "registers about a marked action", isSeen: true, isTelling: true) {
                try await $0.registers.items(
                    about: ActionID(TestCity.Deed.markedOfLead.rawValue), Sight.of($1), at: $2)
            },
            FurtherRead(name: "what is due in the registers", isSeen: true) {
                try await $0.registers.due(Sight.of($1), at: $2)
            },
            FurtherRead(name: "packs", isSeen: true, isTelling: true) { house, member, _ in
                try await house.packs.packs(Sight.of(member))
            },
            FurtherRead(
                name: "pack of the marked plan", isSeen: member.clearance > .official && Sight.of(member).seesPlans,
                isTelling: true
            ) {
                house, member, _ in try await house.packs.pack(PackID(3), Sight.of(member))
            },
            FurtherRead(name: "my work", isSeen: true) { house, member, _ in try await house.work.work(of: member) },
            FurtherRead(name: "search for what is marked", isSeen: true, isTelling: true) {
                try await $0.search.find(SearchWords("canary"), Sight.of($1), at: $2, range: 0..<50)
            },
            FurtherRead(name: "search for what is open", isSeen: true) {
                try await $0.search.find(SearchWords("weekly clinic"), Sight.of($1), at: $2, range: 0..<50)
            },
            FurtherRead(name: "own long work", isSeen: true) { house, member, _ in
                try await house.jobs.jobs(of: member)
            },
        ]
    }

    /// The group, the meeting and the decision with each number.
    private static func things(_ member: Member) -> [FurtherRead] {
        let sight = Sight.of(member)
        return [1, 2, RouteCases.nowhere].flatMap { number in
            let isSeen =
                number != RouteCases.nowhere && sight.maySee(markedAs: number == 1 ? .official : .officialSensitive)
            let isTelling = number == 2
            return [
                FurtherRead(name: "group \(number)", isSeen: isSeen, isTelling: isTelling) {
                    try await $0.meetings.group(GroupID(number), Sight.of($1), at: $2)
                },
                FurtherRead(name: "meeting \(number)", isSeen: isSeen, isTelling: isTelling) {
                    try await $0.meetings.meeting(MeetingID(number), Sight.of($1), at: $2)
                },
                // What was decided and said at the open one is marked in part.
                FurtherRead(name: "folder \(number)", isSeen: isSeen, isTelling: true) { house, member, _ in
                    try await house.meetings.folder(MeetingID(number), Sight.of(member))
                },
                FurtherRead(name: "notes \(number)", isSeen: true, isTelling: number == 1) {
                    try await $0.meetings.notes(of: MeetingID(number), Sight.of($1), at: $2)
                },
                FurtherRead(name: "decision \(number)", isSeen: isSeen, isTelling: isTelling) {
                    try await $0.meetings.decision(DecisionID(number), Sight.of($1), at: $2)
                },
            ]
        }
    }

    private static func items(_ member: Member) -> [FurtherRead] {
        TestCity.Entry.allCases.flatMap { entry in
            let isMarked = entry.marking == .officialSensitive
            return [
                FurtherRead(
                    name: entry.reference, isSeen: Sight.of(member).maySee(markedAs: entry.marking),
                    isTelling: isMarked
                ) {
                    try await $0.registers.item(
                        try require(RegisterReference(entry.reference)), Sight.of($1), at: $2)
                },
                FurtherRead(name: "history of \(entry.reference)", isSeen: true, isTelling: isMarked) {
                    try await $0.registers.history(of: RegisterItemID(entry.rawValue), Sight.of($1), at: $2)
                },
            ]
        }
    }

    private static func ofPlans(_ city: TestCity, _ member: Member) -> [FurtherRead] {
        let sight = Sight.of(member)
        let ofBoth = [(city.plan, Marking.official), (city.closedPlan, .officialSensitive)].flatMap { plan, marking in
            let isSeen = sight.maySee(markedAs: marking)
            return [
                FurtherRead(name: "changes of plan \(plan.number)", isSeen: isSeen) { house, member, _ in
                    try await house.plans.changes(of: plan, Sight.of(member), from: .lastClose)
                },
                FurtherRead(name: "settled findings of plan \(plan.number)", isSeen: true) {
                    try await $0.plans.settledFindings(of: plan, Sight.of($1), at: $2)
                },
                FurtherRead(name: "golden thread of plan \(plan.number)", isSeen: isSeen) {
                    GoldenThread.of(
                        try await $0.plans.picture(of: plan, Sight.of($1), at: $2).plan, on: $2.day)
                },
            ]
        }
        let round = city.round
        return ofBoth + [
            FurtherRead(name: "answers in the round", isSeen: sight.maySee(markedAs: .official)) {
                let picture = try await $0.plans.picture(of: city.plan, Sight.of($1), at: $2)
                let answers = try await $0.plans.answers(in: round, of: picture, Sight.of($1), at: $2)
                let shares = try await $0.plans.shares(answers, in: picture.plan)
                return [answers, shares] as [any Sendable]
            }
        ]
    }

    private static func mail(_ member: Member) -> [FurtherRead] {
        let may = Policy.may(.readMail, member).isAllowed
        return [
            FurtherRead(name: "mail", isSeen: may) { house, member, _ in
                try await house.mail.list(by: member).mail
            },
            FurtherRead(name: "mail 1", isSeen: may) { house, member, _ in
                try await house.mail.look(at: 1, by: member)
            },
            FurtherRead(name: "no mail", isSeen: false) { house, member, _ in
                try await house.mail.look(at: RouteCases.nowhere, by: member)
            },
        ]
    }
}
