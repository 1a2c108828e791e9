import ActionPlans
import ArgumentParser
import Coordination
import Foundation
import Partnership
import Vocabulary

/// Where the store is.
struct StoreOptions: ParsableArguments {
    @Option(help: "Folder of the database. Otherwise CORNERSTONE_DATA, otherwise `data`.")
    var data: String?

    var settings: Settings { Settings(environment: ProcessInfo.processInfo.environment, dataFolder: data) }

    /// Opens the house, lets a body work in it, and closes it again; complains in words.
    func house<Outcome>(
        _ access: HouseAccess, _ body: (House) async throws -> Outcome
    ) async throws -> Outcome {
        do {
            let house = try await wiring().openHouse(settings, access: access)
            do {
                let outcome = try await body(house)
                try await house.close()
                return outcome
            } catch {
                try? await house.close()
                throw error
            }
        } catch {
            throw Complaint.exit(for: error)
        }
    }

    func wiring() throws -> any Wiring {
        guard let wiring = CurrentWiring.value else {
            Output.complain("This build of the commands is not joined to a store.")
            throw ExitStatus.software
        }
        return wiring
    }
}

/// For whom a command acts, and what it looks at.
struct MemberOptions: ParsableArguments {
    @Option(help: "E-mail address of the member this is done for. Otherwise CORNERSTONE_BY.")
    var by: String?

    /// The member; rights are theirs, exactly as on the pages.
    func member(in house: House) async throws -> Member {
        let address = by ?? ProcessInfo.processInfo.environment["CORNERSTONE_BY"]
        guard let address, !address.isEmpty else {
            Output.complain("Say for whom: --by with the e-mail address of a member, or set CORNERSTONE_BY.")
            throw ExitStatus.notAllowed
        }
        guard let member = try await house.membership.member(email: address), member.isActive else {
            Output.complain("No member has the address \(address). Look at the members page for the addresses.")
            throw ExitStatus.notAllowed
        }
        return member
    }
}

/// The day a picture shows.
struct AsAtOption: ParsableArguments {
    @Option(name: .customLong("as-at"), help: "The day to show, YYYY-MM-DD. Otherwise today.")
    var asAt: String?

    func day() throws -> Day? {
        guard let asAt else { return nil }
        guard let day = Day(iso: asAt) else {
            throw ValidationError("Enter the day as YYYY-MM-DD, for example 2026-11-21.")
        }
        return day
    }
}

/// Finds the strategy a person means: by its number, or the only one there is.
enum StrategyChoice {
    static func choose(_ number: Int?, _ house: House, _ member: Member, at moment: Moment) async throws -> Strategy {
        let strategies = try await house.plans.strategies(Sight.of(member), at: moment)
        if let number {
            guard let found = strategies.first(where: { $0.id.number == number }) else { throw DeskRefusal.notFound }
            return found
        }
        guard let only = strategies.first, strategies.count == 1 else {
            if strategies.isEmpty {
                Output.complain("There is no plan yet. Import one: cornerstone plan import FILE --by ADDRESS")
            } else {
                Output.complain("Say which plan, by its number:")
                for strategy in strategies { Output.complain("  \(strategy.id.number)  \(strategy.title)") }
            }
            throw ExitStatus.noInput
        }
        return only
    }
}
