import CommandLine
import Coordination
import ExampleCity
import Foundation
import Partnership
import Records
import Vocabulary

/// Fills an empty store for the demo, or with a large plan for measuring. A store that holds anything is left alone.
struct FillingDemo {
    let wiring: SQLiteWiring
    let settings: Settings

    /// - Returns: what to tell the person who asked; nil where there was something already.
    func fill(_ bulk: BulkSize?) async throws -> String? {
        guard try await isEmpty() else { return nil }
        let zone = TimeZone(identifier: settings.timeZone) ?? .gmt
        if let bulk { return try await large(bulk, zone) }
        guard let folder = ResourceFinder(setting: settings.resources).folder(of: "ExampleCity") else {
            throw DeskRefusal.unreadable(
                "The files of the example city were not found. Set CORNERSTONE_RESOURCES to the folder that holds ExampleCity."
            )
        }
        let city = ExampleCity(now: Clock.system(), timeZone: zone, folder: folder)
        let (house, _) = try await wiring.open(settings, access: .writing, clock: city.clock)
        let summary = try await closing(house) { try await city.fill(house) }
        return FillingDemo.words(summary)
    }

    private func isEmpty() async throws -> Bool {
        let (house, _) = try await wiring.open(settings, access: .writing)
        return try await closing(house) { try await house.keeping.head() == nil }
    }

    private func large(_ size: BulkSize, _ zone: TimeZone) async throws -> String {
        let plan = LargePlan(now: Clock.system(), timeZone: zone, actions: size.actions, updates: size.updates)
        let (house, store) = try await wiring.open(settings, access: .writing, clock: plan.clock)
        let summary = try await closing(house) { try await plan.fill(house, register: store.strategies) }
        let facts: [String: Any] = [
            "coordinator": summary.coordinator.email, "reader": summary.reader.email, "writer": summary.writer.email,
            "password": summary.password,
            "strategy": summary.strategy.number, "actions": summary.actions.map(\.reference),
            "twoYearsAgo": summary.twoYearsAgo.iso,
        ]
        return String(
            decoding: try JSONSerialization.data(withJSONObject: facts, options: [.sortedKeys]), as: UTF8.self)
    }

    private func closing<Outcome>(_ house: House, _ body: () async throws -> Outcome) async throws -> Outcome {
        do {
            let outcome = try await body()
            try await house.close()
            return outcome
        } catch {
            try? await house.close()
            throw error
        }
    }

    /// Who can sign in, and with what.
    private static func words(_ summary: ExampleSummary) -> String {
        let width = summary.members.map(\.email.count).max() ?? 0
        let members = summary.members.map { member in
            let padding = String(repeating: " ", count: width - member.email.count)
            return "  \(member.email)\(padding)  \(member.roles.sorted().map(\.rawValue).joined(separator: ", "))"
        }
        return """
            The example city is filled: a fictional partnership, \(summary.strategies.count) plans, a year and a half of history.
            Sign in as any of these, each with the password "\(summary.password)":
            \(members.joined(separator: "\n"))
            """
    }
}
