/// Tables outside the journal and outside rebuild: what they hold is needed to work, and nobody looks back on it.
/// A restore brings them back as they were when the backup was made.
public enum WorkingTables {
    public static let all: [(name: String, purpose: String)] = [
        ("credential", "what is left of each member's password"),
        ("session", "who is signed in, by the digest of a token"),
        ("sign_in_attempt", "tries to sign in, for the growing delay"),
        ("set_up_link", "one-time links to choose a password"),
        ("import_draft", "files that were read and wait for a person's yes"),
        ("outgoing_mail", "mail that waits to be sent or was sent, without its text"),
        ("lead_link", "links by which leads answer a round without signing in, by the digest of a secret"),
        ("last_visit", "how far each member had looked when they last left"),
        ("form_draft", "forms that are begun and not sent yet, each its writer's own"),
        ("job", "long work that waits, runs or has ended, each its member's own"),
        ("job_file", "what long work made, kept for 30 days"),
        ("remembered_column", "what headings of a sender's files were settled to mean"),
        ("counter", "the last number given to a draft, an attempt, a mail or a job"),
    ]
}
