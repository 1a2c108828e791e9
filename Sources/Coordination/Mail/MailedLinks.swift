import Vocabulary

/// The lead's link of a digest: made when the mail is sent, so that its secret is in the mail and nowhere else.
struct MailedLinks: LeadLinkMaking {
    private let desk: LeadLinkDesk
    private let publicAddress: String

    init(_ desk: LeadLinkDesk, publicAddress: String) {
        self.desk = desk
        self.publicAddress = publicAddress
    }

    func link(for member: MemberID, round: RoundID) async throws -> String {
        try await desk.address(for: member, round: round, at: publicAddress)
    }
}
