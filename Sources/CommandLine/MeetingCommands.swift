public import ActionPlans
public import ArgumentParser
import Coordination
import Partnership
import Reporting
import Vocabulary

struct MeetingGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting", abstract: "Meetings: list them, print an agenda or minutes.",
        subcommands: [MeetingList.self, MeetingAgenda.self, MeetingMinutes.self])
}

struct DecisionGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decision", abstract: "The log of decisions.", subcommands: [DecisionListing.self])
}

struct MeetingList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The meetings, by day.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Option(help: "Only the meetings of this group, by its number.") var group: Int?
    @Flag(help: "JSON for programs.") var json = false

    private struct Line: Encodable {
        let meeting: Int
        let day: String
        let title: String
        let group: String
        let state: String
    }

    func run() async throws {
        try await store.house(.reading) { house in
            let member = try await who.reader(in: house)
            let sight = Sight.of(member)
            let moment = try await house.plans.moment()
            if let group { _ = try await house.meetings.group(GroupID(group), sight, at: moment) }
            let groups = try await house.meetings.groups(sight, at: moment)
            let meetings = try await house.meetings.meetings(of: group.map { GroupID($0) }, sight, at: moment)
            let lines = meetings.map { meeting in
                Line(
                    meeting: meeting.id.number, day: meeting.day.iso, title: meeting.title,
                    group: groups.first { $0.id == meeting.group }?.name ?? "",
                    state: meeting.state(on: moment.day).rawValue)
            }
            if json { return try Output.json(lines) }
            if lines.isEmpty { Output.line("No meeting has been called yet.") }
            for line in lines {
                Output.line(
                    PlainLine.of("\(line.meeting)  \(line.day)  \(line.title) (\(line.group)), \(line.state)"))
            }
        }
    }
}

struct MeetingAgenda: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda", abstract: "The agenda of a meeting, made by rule from the plans.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The meeting's number.") var meeting: Int
    @Flag(help: "JSON for programs.") var json = false

    func run() async throws {
        try await store.house(.reading) { house in
            let member = try await who.reader(in: house)
            let words = StatusWords(house.pack)
            let folder = try await house.meetings.folder(
                MeetingID(meeting), Sight.of(member), word: { words.word($0) })
            guard folder.meeting.cancelled == nil else { throw DeskRefusal.notFound }
            let titles = Dictionary(
                folder.pictures.map { ($0.plan.strategy.id, $0.plan.strategy.title) },
                uniquingKeysWith: { one, _ in one })
            let report = AgendaReport(
                folder.agenda, of: folder.meeting, group: folder.group, plans: titles, marking: folder.marking,
                words: words)
            if json { try Output.json(report) } else { Output.write(report.text) }
        }
    }
}

struct MeetingMinutes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "minutes", abstract: "The minutes of a meeting, made from what was recorded.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Argument(help: "The meeting's number.") var meeting: Int
    @Flag(help: "JSON for programs.") var json = false

    func run() async throws {
        try await store.house(.reading) { house in
            let member = try await who.reader(in: house)
            let names = StaffNames(try await house.membership.members())
            let folder = try await house.meetings.folder(MeetingID(meeting), Sight.of(member))
            let isHeld = folder.meeting.cancelled == nil && folder.meeting.day <= house.clock.today
            guard isHeld else { throw DeskRefusal.notFound }
            let report = MinutesReport(folder.minutesSource, names: names) { folder.action($0)?.action.wording.text }
            if json { try Output.json(report) } else { Output.write(report.text) }
        }
    }
}

struct DecisionListing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The decisions, newest first.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var who: MemberOptions
    @Option(help: "Only decisions of this group, by its number.") var group: Int?
    @Option(help: "Only decisions about actions of this plan, by its number.") var plan: Int?
    @Option(help: "Only those that are: standing, done or superseded.") var state: Decision.Word?
    @Flag(help: "JSON for programs.") var json = false

    func run() async throws {
        try await store.house(.reading) { house in
            let member = try await who.reader(in: house)
            let sight = Sight.of(member)
            let moment = try await house.plans.moment()
            let groups = try await house.meetings.groups(sight, at: moment)
            let filter = DecisionFilter(
                group: group.map { GroupID($0) }, strategy: plan.map { StrategyID($0) }, state: state)
            let list = DecisionList(
                try await house.meetings.decisions(filter, sight, at: moment),
                groups: Dictionary(groups.map { ($0.id, $0.name) }, uniquingKeysWith: { one, _ in one }),
                names: StaffNames(try await house.membership.members()))
            if json { try Output.json(list) } else { Output.write(list.text) }
        }
    }
}

extension Decision.Word: ExpressibleByArgument {}

extension MemberOptions {
    /// The member, where they may read meetings, or whatever else an act reads.
    func reader(of act: Act = .readMeetings, in house: House) async throws -> Member {
        let member = try await member(in: house)
        if case .denied(let sentence) = Policy.may(act, member) { throw DeskRefusal.notAllowed(sentence) }
        return member
    }
}

/// A line for a terminal, without the controls it would obey.
private enum PlainLine {
    static func of(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
}
