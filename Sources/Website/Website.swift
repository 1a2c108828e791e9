public import Coordination
import HTTPTypes
public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore

/// The website of a partnership: one of its doors.
public enum Website {
    /// Serves the pages until the program is told to stop.
    ///
    /// - Throws: why it could not start: a template, a word or a policy is missing, or the address is taken.
    public static func serve(house: House, settings: WebsiteSettings, logger: Logger) async throws {
        var settings = settings
        settings.limits.connections = Descriptors.room(for: settings.limits.connections)
        try await application(house: house, settings: settings, logger: logger).runService()
    }

    /// The whole application, ready to be served, or to be asked in process by a test.
    ///
    /// - Throws: `PagesFault`, `RouteFault`.
    public static func application(
        house: House, settings: WebsiteSettings, logger: Logger
    ) throws -> some ApplicationProtocol {
        let router = try router(house: house, settings: settings)
        let limits = settings.limits
        let decoding = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: limits.headers * 2)
        let isSecure = settings.address.isSecure
        let patience = SlowPeers.Patience(bodyBytes: limits.uploadBytes + 1024 * 1024)
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [SlowPeers(patience), BareAnswers(isSecure: isSecure)],
            idleTimeout: TimeAmount.seconds(Int64(limits.idleSeconds)), httpDecoderConfiguration: decoding)
        let address: BindAddress =
            switch settings.listening {
            case .port(let host, let number): .hostname(host, port: number)
            case .socket(let path): .unixDomainSocket(path: path)
            }
        return Application(
            router: router, server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: address, availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
            services: [
                Tidying(signIn: house.signIn, leadLinks: house.leadLinks, jobs: house.jobs, logger: logger),
                Asking(house: house, logger: logger),
                HeadKeeping(heads: house.heads, folder: settings.headsFolder, logger: logger),
            ], logger: logger)
    }

    /// The routes with everything that stands around them, in this order from the outside: headers, log, who asks, error
    /// pages, what is turned away.
    static func router(house: House, settings: WebsiteSettings) throws -> Router<SiteContext> {
        let site = Site(
            house: house, settings: settings, pages: try Pages(folder: settings.resources),
            cookies: SiteCookies(isSecure: settings.address.isSecure), faces: StatusFaces(house.pack))
        let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        var routes = RouteTable(router: router, site: site)
        let uploads = uploadPaths(site)
        router.add(middleware: HeaderWriter(isSecure: settings.address.isSecure))
        router.add(middleware: RequestLog())
        router.add(middleware: Visitors(site: site))
        router.add(middleware: ErrorPages(site: site))
        router.add(
            middleware: RequestGuard(
                origin: settings.address.origin, limits: settings.limits,
                isUpload: { RouteTable.takesFile($0, among: uploads) }))
        addAll(to: &routes, site)
        try routes.check()
        routes.refuseOtherMethods()
        return router
    }

    /// Every route with its policy, for the tests of permissions.
    static func entries(_ site: Site) -> [RouteEntry] {
        var routes = RouteTable(router: Router(context: SiteContext.self), site: site)
        addAll(to: &routes, site)
        return routes.entries
    }

    private static func uploadPaths(_ site: Site) -> [String] {
        var routes = RouteTable(router: Router(context: SiteContext.self), site: site)
        addAll(to: &routes, site)
        return routes.uploadPaths
    }

    private static func addAll(to routes: inout RouteTable, _ site: Site) {
        AccountRoutes.add(to: &routes)
        LinkRoutes.add(to: &routes)
        LeadLinkRoutes.add(to: &routes)
        StrategyRoutes.add(to: &routes)
        ExportRoutes.add(to: &routes)
        ActionRoutes.add(to: &routes)
        ProgressRoutes.add(to: &routes)
        DecisionRoutes.add(to: &routes)
        SettleRoutes.add(to: &routes)
        OwnerRoutes.add(to: &routes)
        RoundRoutes.add(to: &routes)
        AddActionRoutes.add(to: &routes)
        AnswerRoutes.add(to: &routes)
        MailRoutes.add(to: &routes)
        AmendRoutes.add(to: &routes)
        CorrectRoutes.add(to: &routes)
        UndoImportRoutes.add(to: &routes)
        ImportRoutes.add(to: &routes)
        ChangesRoutes.add(to: &routes)
        ExceptionsRoutes.add(to: &routes)
        MyWorkRoutes.add(to: &routes)
        SearchRoutes.add(to: &routes)
        RegisterRoutes.add(to: &routes)
        RegisterActRoutes.add(to: &routes)
        ThreadRoutes.add(to: &routes)
        TimelineRoutes.add(to: &routes)
        GroupRoutes.add(to: &routes)
        MeetingRoutes.add(to: &routes)
        RoomRoutes.add(to: &routes)
        MinutesRoutes.add(to: &routes)
        DecisionLogRoutes.add(to: &routes)
        MemberRoutes.add(to: &routes)
        JournalRoutes.add(to: &routes)
        AgencyRoutes.add(to: &routes)
        PostRoutes.add(to: &routes)
        DraftRoutes.add(to: &routes)
        JobRoutes.add(to: &routes)
        PackRoutes.add(to: &routes)
        SystemRoutes.add(to: &routes, site)
    }
}
