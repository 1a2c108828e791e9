import Partnership
import Testing
import Vocabulary

@Suite("Who may do what")
struct PolicyTests {
    /// Every act and the roles that may do it, written out by hand. `owner` and `contributor` name the relation that
    /// is needed; `always` needs none.
    enum Needs { case always, owner, tie }

    static let expected: [Act: [Role: Needs]] = [
        .readPlan: [
            .coordinator: .always, .lead: .always, .contributor: .always, .approver: .always, .reader: .always,
        ],
        .importPlan: [.coordinator: .always],
        .revisePlan: [.coordinator: .always],
        .confirmOwners: [.coordinator: .always],
        .settleDeadlines: [.coordinator: .always],
        .openRound: [.coordinator: .always],
        .extendRound: [.coordinator: .always],
        .reportProgress: [.lead: .tie, .contributor: .tie],
        .askDelay: [.lead: .tie, .contributor: .tie],
        .rerouteAction: [.lead: .owner],
        .decideDelay: [.coordinator: .always, .approver: .always],
        .withdrawAction: [.coordinator: .always, .approver: .always],
        .addAction: [.coordinator: .always],
        .amendAction: [.coordinator: .always],
        .correctEntry: [.coordinator: .always, .lead: .tie, .contributor: .tie],
        .undoImport: [.coordinator: .always],
        .handOverPost: [.coordinator: .always],
        .reopenRound: [.coordinator: .always],
        .remindRound: [.coordinator: .always],
        .readMail: [.coordinator: .always, .administrator: .always],
        .sendMail: [.coordinator: .always, .administrator: .always],
        .readMeetings: [
            .coordinator: .always, .lead: .always, .contributor: .always, .approver: .always, .reader: .always,
        ],
        .manageGroups: [.coordinator: .always],
        .holdMeeting: [.coordinator: .always],
        .readRegisters: [
            .coordinator: .always, .lead: .always, .contributor: .always, .approver: .always, .reader: .always,
        ],
        .keepRegisters: [.coordinator: .always, .lead: .always, .approver: .always],
        .settleFinding: [.coordinator: .always],
        .readPacks: [
            .coordinator: .always, .lead: .always, .contributor: .always, .approver: .always, .reader: .always,
        ],
        .issuePack: [.coordinator: .always],
        .approvePack: [.approver: .always],
        .readMembers: [
            .coordinator: .always, .lead: .always, .contributor: .always, .approver: .always, .reader: .always,
            .administrator: .always,
        ],
        .manageMembers: [.administrator: .always],
        .manageAgencies: [.administrator: .always],
        .changeSettings: [.administrator: .always],
        .readJournal: [.coordinator: .always],
        .checkStore: [.coordinator: .always, .administrator: .always],
        .backUp: [.administrator: .always],
    ]

    static func member(_ roles: Set<Role>, active: Bool = true) -> Member {
        Member(
            id: MemberID(1), name: "Member One", post: "Post", agency: AgencyID(1), email: "one@example.org",
            roles: roles, isActive: active)
    }

    static func allows(_ needs: Needs?, _ tie: Relation.Tie) -> Bool {
        switch needs {
        case .always: true
        case .owner: tie == .owner
        case .tie: tie != .none
        case nil: false
        }
    }

    @Test("The expected table names every act")
    func everyActExpected() {
        #expect(Set(Self.expected.keys) == Set(Act.allCases))
    }

    @Test("No act is missing from the table, and each is somebody's", arguments: Act.allCases)
    func noActMissing(act: Act) {
        #expect(!Policy.roles(for: act).isEmpty)
    }

    @Test("Each role may do just what the table says, toward each relation", arguments: Act.allCases)
    func everyCell(act: Act) {
        for role in Role.allCases {
            for tie in Relation.Tie.allCases {
                let verdict = Policy.may(act, Self.member([role]), toward: Relation(tie))
                let expected = Self.allows(Self.expected[act]?[role], tie)
                #expect(verdict.isAllowed == expected, "\(role) \(act) \(tie)")
            }
        }
    }

    @Test("Roles add up: every pair of roles may do what either may", arguments: Act.allCases)
    func rolesAddUp(act: Act) {
        for one in Role.allCases {
            for other in Role.allCases {
                for tie in Relation.Tie.allCases {
                    let both = Policy.may(act, Self.member([one, other]), toward: Relation(tie)).isAllowed
                    let either =
                        Policy.may(act, Self.member([one]), toward: Relation(tie)).isAllowed
                        || Policy.may(act, Self.member([other]), toward: Relation(tie)).isAllowed
                    #expect(both == either, "\(one) with \(other), \(act), \(tie)")
                }
            }
        }
    }

    @Test("Nobody decides their own request, with all roles at once", arguments: [Act.decideDelay, .approvePack])
    func ownRequest(act: Act) {
        let everything = Self.member(Set(Role.allCases))
        for tie in Relation.Tie.allCases {
            #expect(!Policy.may(act, everything, toward: Relation(tie, ownRequest: true)).isAllowed)
            #expect(Policy.may(act, everything, toward: Relation(tie, ownRequest: false)).isAllowed)
        }
    }

    @Test("A request of one's own forbids nothing but its decision")
    func ownRequestElsewhere() {
        let everything = Self.member(Set(Role.allCases))
        for act in Act.allCases where !Policy.decidesRequests.contains(act) {
            #expect(Policy.may(act, everything, toward: Relation(.owner, ownRequest: true)).isAllowed)
        }
    }

    @Test("Who has left may do nothing, and who has no role may do nothing", arguments: Act.allCases)
    func leftOrWithoutRole(act: Act) {
        #expect(!Policy.may(act, Self.member(Set(Role.allCases), active: false), toward: Relation(.owner)).isAllowed)
        #expect(!Policy.may(act, Self.member([]), toward: Relation(.owner)).isAllowed)
    }

    @Test("Every refusal is a sentence that says what to do", arguments: Act.allCases)
    func sentences(act: Act) {
        for role in Role.allCases {
            for tie in Relation.Tie.allCases {
                for own in [true, false] {
                    let verdict = Policy.may(act, Self.member([role]), toward: Relation(tie, ownRequest: own))
                    guard case .denied(let sentence) = verdict else { continue }
                    #expect(sentence.hasSuffix("."))
                    #expect(sentence.contains("Ask"))
                }
            }
        }
    }

    @Test("The words for who may are in the order of the roles")
    func words() {
        let verdict = Policy.may(.decideDelay, Self.member([.reader]))
        #expect(
            verdict
                == .denied(
                    "Only a coordinator or approver may decide delays. Ask one of them, or ask an administrator for the role."
                ))
        let outsider = Policy.may(.reportProgress, Self.member([.lead]))
        #expect(
            outsider
                == .denied(
                    "You may report progress only on actions you own or contribute to. Ask a coordinator to add you to this one."
                ))
    }

    @Test("The administrator's role gives no plan content")
    func administratorReadsNoPlan() {
        #expect(!Policy.may(.readPlan, Self.member([.administrator])).isAllowed)
        #expect(!Sight.of(Self.member([.administrator])).seesPlans)
        for role in Role.allCases where role != .administrator {
            #expect(Policy.may(.readPlan, Self.member([role])).isAllowed == Sight.of(Self.member([role])).seesPlans)
        }
    }
}
