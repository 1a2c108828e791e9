import Coordination
import Logging
import ServiceLifecycle

/// Forgets ended sessions and old tries to sign in, every ten minutes while the server runs.
struct Tidying: Service {
    let signIn: SignInDesk
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await signIn.tidy()
                } catch {
                    // A full disk: the next round tries again, and pages say so meanwhile.
                    logger.warning("Old sessions could not be forgotten.")
                }
                try? await Task.sleep(for: .seconds(600))
            }
        }
    }
}
