import Coordination
import Logging
import ServiceLifecycle

/// Keeps a signed head of the journal in a folder outside the database, every hour while the server runs and something
/// was entered. What the folder is copied to, by whom, is for whoever runs the machine.
struct HeadKeeping: Service {
    let heads: HeadDesk
    let folder: String?
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if let folder { await keep(in: folder) }
                try? await Task.sleep(for: .seconds(3600))
            }
        }
    }

    private func keep(in folder: String) async {
        do {
            try await heads.keep(in: folder)
        } catch let refusal as HeadRefusal {
            logger.warning("\(refusal.sentence)")
        } catch {
            logger.warning("The journal's head could not be kept.")
        }
    }
}
