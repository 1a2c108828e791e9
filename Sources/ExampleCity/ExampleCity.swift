import ActionPlans
public import Coordination
public import Foundation
public import Partnership
public import Vocabulary

/// Tarnchester: a fictional city and its drugs partnership, with three plans and a year and a half of history.
///
/// It acts only through the desks, as its members, with a clock that is set: so its journal is genuine, and every
/// colour on its pages follows from entries by the rules. The same seed and day make the same city. Every member is
/// called by their post; nobody in it is a real person.
public struct ExampleCity: Sendable {
    /// What can stand in the way of filling a store.
    public enum Fault: Error, Equatable {
        /// The room's resources are not where the program looks for them.
        case missingResource(String)
        /// The house was not made with this city's clock.
        case foreignClock
        /// A plan or story names a post that no member holds.
        case noSuchPost(String)
    }

    public static let partnership = "Tarnchester Drugs Partnership"
    /// Everybody in the demo signs in with this; it is printed when the demo is filled, and nowhere else is it used.
    public static let password = "seven lanterns over the canal"

    public let now: Instant
    public let timeZone: TimeZone
    /// The house that is filled must have been made with this clock.
    public let hand: SettableClock
    private let draw: Draw
    private let folder: String

    /// - Parameters:
    ///   - now: the real time; the city's last day.
    ///   - folder: the room's resources, as `ResourceFinder` finds them.
    public init(seed: UInt64 = 2003, now: Instant, timeZone: TimeZone, folder: String) {
        self.now = now
        self.timeZone = timeZone
        self.folder = folder
        draw = Draw(seed: seed)
        let clock = Clock(timeZone: timeZone) { now }
        let beginning = CityDates(today: clock.today).imports[0].adding(days: -30)
        hand = SettableClock(clock.end(of: beginning))
    }

    /// The clock to make the house with.
    public var clock: Clock { hand.clock(timeZone: timeZone) }

    /// The three plan files as they are imported, with their dates filled in.
    public func planFiles() throws -> [PlanFile] {
        let base = dates.base
        return try [
            ("city-plan.txt", "City drugs plan"), ("force-plan.md", "Force drugs action plan"),
            ("national-plan.html", "National drug markets programme"),
        ].map { name, title in
            try PlanFile(name: name, title: title, template: resource("Plans/\(name)"), base: base)
        }
    }

    /// Fills an empty house: people, plans, five closed rounds and an open one. At the end its clock shows `now`.
    ///
    /// - Throws: `Fault`, `DeskRefusal`.
    public func fill(_ house: House) async throws -> ExampleSummary {
        guard house.clock.now == hand.now else { throw Fault.foreignClock }
        let dates = dates
        let time = WorkingTime(clock: clock, draw: draw)
        let founding = Founding(house: house, hand: hand, dates: dates, time: time)
        let cast = try await founding.people()
        var strategies: [StrategyID] = []
        for (file, day) in zip(try planFiles(), dates.imports) {
            strategies.append(try await founding.plan(file, on: day, cast: cast))
        }
        try await CityRegisters(house: house, dates: dates, cast: cast, plan: strategies[0]).record()
        let notes = Notes(try resource("notes.txt"), draw: draw)
        let history = History(house: house, hand: hand, dates: dates, time: time, cast: cast, notes: notes)
        try await history.live(strategies, until: now)
        hand.move(to: now)
        let members = cast.members.filter { cast.isHere($0.id, on: dates.today) }
        for member in members { try await house.signIn.setPassword(Self.password, of: member.id) }
        return ExampleSummary(members: members, password: Self.password, strategies: strategies)
    }

    private var dates: CityDates { CityDates(today: Clock(timeZone: timeZone) { now }.today) }

    private func resource(_ name: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
            throw Fault.missingResource(name)
        }
        return String(decoding: data, as: UTF8.self)
    }
}

/// What was filled, and how to sign in to it.
public struct ExampleSummary: Sendable {
    public let members: [Member]
    public let password: String
    public let strategies: [StrategyID]
}
