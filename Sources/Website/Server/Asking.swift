import Coordination
import Frameworks
import Logging
import ServiceLifecycle

/// Asks in rounds whose day has come, and sends the mail that waits, while the server runs.
struct Asking: Service {
    let house: House
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            var turn = 0
            while !Task.isCancelled {
                if turn.isMultiple(of: 20) { await ask() }
                turn += 1
                do {
                    try await house.mail.deliver()
                } catch {
                    logger.warning("Waiting mail could not be sent; it stays in the queue.")
                }
                try? await Task.sleep(for: .seconds(30))
            }
        }
    }

    /// Every ten minutes; asking twice on a day does nothing.
    private func ask() async {
        do {
            try await house.plans.askByRule(house.pack.reminders)
            try await house.mail.tidy()
        } catch {
            logger.warning("Rounds could not ask for updates; the next try is in ten minutes.")
        }
    }
}
