import Coordination
import Logging
import ServiceLifecycle

/// Forgets ended sessions, old tries to sign in, links of rounds that are over and what long work made a month ago, every
/// ten minutes while the server runs.
struct Tidying: Service {
    let signIn: SignInDesk
    let leadLinks: LeadLinkDesk
    let jobs: JobDesk
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await signIn.tidy()
                    try await leadLinks.tidy()
                    try await jobs.recover()
                    try await jobs.tidy()
                } catch {
                    // A full disk: the next round tries again, and pages say so meanwhile.
                    logger.warning("What is kept no longer could not be forgotten.")
                }
                try? await Task.sleep(for: .seconds(600))
            }
        }
    }
}
