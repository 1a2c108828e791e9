import Partnership
import Vocabulary

/// An agency of the example city, as plans name it.
struct CityAgency: Hashable {
    let name: String
    let short: String

    static let all = [
        CityAgency(name: "Partnership Office", short: "TDP"),
        CityAgency(name: "Tarnshire Police, Tarnchester Division", short: "Police"),
        CityAgency(name: "Tarnchester City Council", short: "City Council"),
        CityAgency(name: "Tarn Valley NHS Foundation Trust", short: "NHS Trust"),
        CityAgency(name: "Tarnchester Recovery Service", short: "Treatment Provider"),
        CityAgency(name: "Probation Service, Tarnchester", short: "Probation"),
        CityAgency(name: "HMP Tarn Hill", short: "Prison"),
        CityAgency(name: "Tarn Homes", short: "Housing Association"),
        CityAgency(name: "Tarnchester Schools Service", short: "Schools Service"),
        CityAgency(name: "Tarnchester Community Network", short: "Community Network"),
        CityAgency(name: "Regional Drugs Office", short: "Regional Office"),
    ]
}

/// Somebody who works in the example city. They are called by their post: there are no names of people here.
struct CityMember: Hashable {
    let post: String
    let agency: String
    let roles: Set<Role>
    var clearance: Marking = .official
    /// How often they answer when a round asks: what makes some actions silent.
    var answers: Double = 0.94

    /// "treatment.commissioner@tarnchester.example".
    var email: String {
        let local = post.lowercased().map { $0.isLetter ? $0 : "." }
        let words = String(local).split(separator: ".").filter { $0 != "s" }
        return words.joined(separator: ".") + "@tarnchester.example"
    }

    static let coordinator = "Partnership Coordinator"
    static let deputy = "Deputy Coordinator"
    static let approver = "Partnership Chair"
    static let administrator = "System Administrator"
    static let reader = "Regional Drugs Adviser"
    static let youngPeople = "Young People's Commissioner"

    static func called(_ post: String) throws -> CityMember {
        guard let member = all.first(where: { $0.post == post }) else { throw ExampleCity.Fault.noSuchPost(post) }
        return member
    }

    /// The deputy sets everybody up; the others join in this order.
    static let all = [
        CityMember(post: administrator, agency: "City Council", roles: [.administrator]),
        CityMember(
            post: coordinator, agency: "TDP", roles: [.coordinator, .lead], clearance: .officialSensitive, answers: 1),
        CityMember(
            post: deputy, agency: "TDP", roles: [.coordinator, .administrator], clearance: .officialSensitive),
        CityMember(post: approver, agency: "City Council", roles: [.approver], clearance: .officialSensitive),
        CityMember(
            post: "Divisional Commander", agency: "Police", roles: [.approver, .lead], clearance: .officialSensitive,
            answers: 0.9),
        CityMember(post: "Drugs Team Inspector", agency: "Police", roles: [.lead], clearance: .officialSensitive),
        CityMember(
            post: "Force Intelligence Manager", agency: "Police", roles: [.lead], clearance: .officialSensitive,
            answers: 0.85),
        CityMember(post: "Neighbourhood Inspector", agency: "Police", roles: [.lead, .contributor]),
        CityMember(post: "Custody Inspector", agency: "Police", roles: [.lead, .contributor]),
        CityMember(
            post: "Financial Investigation Manager", agency: "Police", roles: [.lead], clearance: .officialSensitive,
            answers: 0.8),
        CityMember(post: "Forensic Services Manager", agency: "Police", roles: [.lead], answers: 0.7),
        CityMember(post: "Treatment Commissioner", agency: "City Council", roles: [.lead, .contributor]),
        CityMember(post: "Community Safety Manager", agency: "City Council", roles: [.lead, .contributor]),
        CityMember(post: "Data Analyst", agency: "City Council", roles: [.contributor, .reader], answers: 1),
        CityMember(post: "Treatment Service Manager", agency: "Treatment Provider", roles: [.lead, .contributor]),
        CityMember(post: "Clinical Nurse Lead", agency: "NHS Trust", roles: [.lead, .contributor], answers: 0.9),
        CityMember(post: "Probation Team Manager", agency: "Probation", roles: [.lead], answers: 0.75),
        CityMember(post: "Head of Prison Drug Strategy", agency: "Prison", roles: [.lead], answers: 0.9),
        CityMember(post: "Housing Manager", agency: "Housing Association", roles: [.lead, .contributor]),
        CityMember(post: "Schools Drugs Adviser", agency: "Schools Service", roles: [.lead]),
        CityMember(post: youngPeople, agency: "City Council", roles: [.lead]),
        CityMember(post: "Community Development Worker", agency: "Community Network", roles: [.contributor]),
        CityMember(post: reader, agency: "Regional Office", roles: [.reader, .lead]),
    ]

    /// Who answers for an agency where a plan names only the agency.
    static let byAgency = [
        "Police": "Divisional Commander", "City Council": "Treatment Commissioner", "NHS Trust": "Clinical Nurse Lead",
        "Treatment Provider": "Treatment Service Manager", "Probation": "Probation Team Manager",
        "Prison": "Head of Prison Drug Strategy", "Housing Association": "Housing Manager",
        "Schools Service": "Schools Drugs Adviser", "Community Network": "Community Development Worker",
        "Regional Office": "Regional Drugs Adviser",
    ]
}
