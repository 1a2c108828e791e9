/// Every page and every part there is: what the template check, the gallery and the snapshot tests go through.
enum PageList {
    static let pages: [any PageModel.Type] = [
        SignInPage.self, SetUpPage.self, InvitationPage.self, LinkGonePage.self, ContinuePage.self, SessionsPage.self,
        DraftsPage.self,
        ErrorPage.self,
        StrategiesPage.self, StrategyPage.self, WallPage.self, PrintPage.self, ActionPage.self,
        ReportPage.self, DelayPage.self, DecideDelayPage.self, WithdrawPage.self, PassOnPage.self,
        SettlePage.self, OwnersPage.self, RoundsPage.self, ExtendPage.self,
        UploadPage.self, PreviewPage.self, ReadActionsPage.self, EnteredPage.self,
        MembersPage.self, MemberPage.self, AgencyPage.self, InvitedPage.self,
        AgenciesPage.self, AgencyEditPage.self, AgencyEndPage.self, PostPage.self, HandOverPage.self, LeavePage.self,
        SystemPage.self, StatementPage.self, GalleryPage.self,
    ]

    static let components: [any Component.Type] = [
        Banner.self, ErrorSummary.self, StatusTag.self, TextField.self, TextArea.self, SelectField.self,
        ChoiceField.self, DateField.self, FileField.self, ColumnHead.self, Pagination.self, FilterTag.self,
        SummaryRow.self, TimelineEvent.self, Tab.self, StatusCount.self, PlanHead.self, PlanRow.self,
        StrategyFilters.self, ActionFormHead.self, DraftNotice.self,
    ]

    static var templates: [String] { pages.map { $0.template } + components.map { $0.template } + [Frame.template] }
}
