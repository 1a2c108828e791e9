public import Vocabulary

/// What can happen to the partnership itself; each case one kind of journal entry.
public enum PartnershipEntry: Sendable, Equatable {
    case partnershipNamed(PartnershipProfile)
    case agencyJoined(Agency)
    /// Name, post and address of a member lie in this entry only, so that erasing it erases them.
    case memberJoined(Member)
    case memberChanged(Member)
    case memberLeft(MemberID)
}
