/// Every page and every part there is: what the template check, the gallery and the snapshot tests go through.
enum PageList {
    static let pages: [any PageModel.Type] = [
        SignInPage.self, SetUpPage.self, InvitationPage.self, LinkGonePage.self, ContinuePage.self, SessionsPage.self,
        DraftsPage.self, ErrorPage.self, LeadLinkPage.self, LeadLinkGonePage.self,
        StrategiesPage.self, StrategyPage.self, WallPage.self, PrintPage.self, LayoutPage.self, ActionPage.self,
        ReportPage.self, DelayPage.self, DecideDelayPage.self, WithdrawPage.self, PassOnPage.self,
        SettlePage.self, OwnersPage.self, RoundsPage.self, ExtendPage.self,
        AddActionPage.self, AmendPage.self, AmendCheckPage.self, CorrectPage.self, UndoImportPage.self,
        UploadPage.self, PreviewPage.self, ReadActionsPage.self, EnteredPage.self,
        ChangesPage.self, ExceptionsPage.self, MyWorkPage.self, SearchPage.self,
        RegistersPage.self, RegisterItemPage.self, RegisterForm.self, RegisterActPage.self, RegisterKindPage.self,
        ThreadPage.self, SettleFindingPage.self, TimelinePage.self,
        GroupsPage.self, GroupPage.self, GroupFormPage.self, TermPage.self, LastWordPage.self, MeetingsPage.self,
        MeetingPage.self, MeetingFormPage.self, RoomPage.self, AttendancePage.self, MinutesPage.self,
        DecisionsPage.self, DecisionPage.self, CloseDecisionPage.self,
        MembersPage.self, MemberPage.self, AgencyPage.self, InvitedPage.self,
        JournalPage.self, JournalEntryPage.self,
        RoundPage.self, ReopenPage.self, WithdrawRoundPage.self, RemindPage.self, AllRoundsPage.self, MailPage.self,
        MailLookPage.self,
        AgenciesPage.self, AgencyEditPage.self, AgencyEndPage.self, PostPage.self, HandOverPage.self, LeavePage.self,
        JobsPage.self, JobPage.self, ColumnsPage.self,
        PacksPage.self, PackFormPage.self, PackCheckPage.self, PackPage.self, PackVerifyPage.self,
        ExportPage.self,
        SystemPage.self, StatementPage.self, GalleryPage.self,
    ]

    static let components: [any Component.Type] = [
        Banner.self, ErrorSummary.self, StatusTag.self, TextField.self, TextArea.self, SelectField.self,
        ChoiceField.self, DateField.self, FileField.self, ColumnHead.self, Pagination.self, FilterTag.self,
        SummaryRow.self, TimelineEvent.self, Tab.self, StatusCount.self, PlanHead.self, PlanRow.self,
        StrategyFilters.self, RegisterFilters.self, ActionFormHead.self, StaleNotice.self, DraftNotice.self,
        WordingForm.self, ScreeningNotice.self, JournalFilterForm.self,
        TimelineFilters.self,
    ]

    static var templates: [String] { pages.map { $0.template } + components.map { $0.template } + [Frame.template] }
}
