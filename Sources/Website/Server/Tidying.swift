import Coordination
import Logging
import ServiceLifecycle

/// Forgets ended sessions, old tries to sign in and links of rounds that are over, every ten minutes while the server runs.
struct Tidying: Service {
    let signIn: SignInDesk
    let leadLinks: LeadLinkDesk
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await signIn.tidy()
                    try await leadLinks.tidy()
                } catch {
                    // A full disk: the next round tries again, and pages say so meanwhile.
                    logger.warning("Old sessions could not be forgotten.")
                }
                try? await Task.sleep(for: .seconds(600))
            }
        }
    }
}
