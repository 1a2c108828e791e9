import ActionPlans
import Coordination
import HTTPTypes
import Hummingbird
import Partnership
import Reporting
import Vocabulary

/// The registers: read by all who read plans, kept by coordinators, leads and approvers.
enum RegisterRoutes {
    static func add(to routes: inout RouteTable) {
        routes.get("/registers", .act(.readRegisters)) { visit in
            let look = try await RegisterLook.load(visit)
            return visit.page(RegistersPage(look, RegisterFilter(visit.query), try await look.items()))
        }
        routes.get("/registers/print", .act(.readRegisters)) { visit in
            let look = try await RegisterLook.load(visit)
            return visit.page(RegistersPage(look, RegisterFilter(visit.query), try await look.items(), isPrint: true))
        }
        routes.get("/registers/items.csv", .act(.readRegisters)) { visit in
            let look = try await RegisterLook.load(visit)
            let items = RegisterFilter(visit.query).items(of: try await look.items(), on: look.moment.day)
            return visit.download(RegisterFile.text(look, items), name: "registers-\(look.moment.day.iso).csv")
        }
        routes.get("/registers/new", .act(.keepRegisters)) { visit in
            let look = try await RegisterLook.load(visit)
            guard let kind = RegisterKind(rawValue: visit.query["kind"]) else {
                return visit.page(RegisterKindPage(look, action: visit.query["action"]))
            }
            return visit.page(RegisterForm(look, kind, .init(form: try await proposed(look))))
        }
        routes.post("/registers/new", .act(.keepRegisters)) { visit, form in
            try await open(try await RegisterLook.load(visit), form)
        }
        routes.get("/registers/:item", .act(.readRegisters)) { visit in
            let look = try await RegisterLook.load(visit)
            return try await show(look, try await look.item())
        }
        routes.get("/registers/:item/change", .act(.keepRegisters)) { visit in
            let look = try await RegisterLook.load(visit)
            let item = try await look.item()
            guard item.isOpen else { throw PageError.notFound }
            return visit.page(RegisterForm(look, item.kind, changing: item, .init()))
        }
        routes.post("/registers/:item/change", .act(.keepRegisters)) { visit, form in
            let look = try await RegisterLook.load(visit)
            return try await change(look, try await look.item(), form)
        }
    }

    /// What a new item may be filled in with: the action and the plan one comes from.
    private static func proposed(_ look: RegisterLook) async throws -> FormFields {
        var form = FormFields()
        guard let id = ActionID(reference: look.visit.query["action"]),
            let action = try await look.desk.actions([id], look.sight)[id]
        else { return form }
        form.add("actions", id.reference)
        form.add("plan", String(action.strategy.number))
        return form
    }

    private static func show(_ look: RegisterLook, _ item: RegisterItem) async throws -> Response {
        let history = try await look.desk.history(of: item.id, look.sight, at: look.moment)
        var actions: [RegisterItemPage.ActionLine] = []
        let plans = look.visit.house.plans
        let moment = try await plans.moment()
        for id in item.record.actions {
            guard let action = try await plans.picture(with: id, look.sight, at: moment).plan.action(id) else {
                continue
            }
            actions.append(
                .init(
                    reference: id.reference, href: "/actions/\(id.reference)",
                    text: beginning(action.wording.text, 160)))
        }
        return look.visit.page(RegisterItemPage(look, item, history, actions: actions))
    }

    // MARK: Recording

    private static func open(_ look: RegisterLook, _ form: FormFields) async throws -> Response {
        guard let kind = RegisterKind(rawValue: form["kind"]) else {
            return look.visit.page(
                RegisterKindPage(look, action: form["actions"], isMissing: true), status: .unprocessableContent)
        }
        var reader = RegisterReader(look.words, kind, form)
        let command = RegisterCommand.open(OpenItem(reader.record(), marking: reader.marking))
        var problems = reader.problems
        do {
            if problems.isEmpty {
                let done = try await look.desk.perform(command, by: look.member)
                let reference = RegisterReference(kind, RegisterItemID(done.subject.number)).printed
                return look.visit.redirect(
                    to: "/registers/\(reference)",
                    note: Note("register-recorded", ["reference": reference], href: "/registers"))
            }
            problems += further(try await look.desk.refusals(command, by: look.member), kind, beside: problems)
        } catch DeskRefusal.problems(let refusals) {
            problems += further(refusals, kind, beside: problems)
        }
        return look.visit.page(
            RegisterForm(look, kind, .init(form: form, isTyped: true, problems: problems)),
            status: .unprocessableContent)
    }

    private static func change(_ look: RegisterLook, _ item: RegisterItem, _ form: FormFields) async throws -> Response
    {
        let seen = Int64(form["version"]).map(JournalSequence.init)
        var reader = RegisterReader(look.words, item.kind, form)
        let command = RegisterCommand.change(
            ChangeItem(item.id, to: reader.record(), marking: reader.marking, reason: form["reason"]))
        var problems = reader.problems
        do {
            if problems.isEmpty {
                try await look.desk.perform(command, by: look.member, expecting: seen)
                return look.visit.redirect(
                    to: item.path,
                    note: Note("register-changed", ["reference": item.reference.printed], href: "/registers"))
            }
            problems += further(try await look.desk.refusals(command, by: look.member), item.kind, beside: problems)
        } catch DeskRefusal.problems(let refusals) {
            problems += further(refusals, item.kind, beside: problems)
        } catch DeskRefusal.stale(let stale) {
            let fresh = try await RegisterLook.load(look.visit)
            let stands = try await fresh.item()
            return look.visit.page(
                RegisterForm(
                    fresh, item.kind, changing: stands,
                    .init(
                        form: form, isTyped: true, version: stands.version,
                        since: try await since(fresh, stands, stale.seen))), status: .conflict)
        }
        return look.visit.page(
            RegisterForm(
                look, item.kind, changing: item, .init(form: form, isTyped: true, version: seen, problems: problems)),
            status: .unprocessableContent)
    }

    /// What the rules say beside what is wrong with the strings: not about the days that could not be read.
    private static func further(
        _ refusals: [RefusalWords], _ kind: RegisterKind, beside problems: [FieldProblem]
    ) -> [FieldProblem] {
        let dates = Set(RegisterForm.dateFields(kind))
        let unread = dates.filter { date in problems.contains { $0.field.hasPrefix("\(date)-") } }
        let mapped = [FieldProblem](
            refusals.filter { refusal in !unread.contains(refusal.field ?? "") || problems.isEmpty },
            fields: RegisterForm.fields(kind), dates: dates, otherwise: "title")
        return mapped
    }

    /// What happened to an item since a version, newest first.
    static func since(
        _ look: RegisterLook, _ item: RegisterItem, _ seen: JournalSequence
    ) async throws -> [String] {
        let history = try await look.desk.history(of: item.id, look.sight, at: look.moment)
        let events = RegisterWords(look.names).events(history)
        let lines = zip(events, history).filter { $1.header.sequence > seen }.map { event, entry in
            "\(look.names.author(entry.header.author)): \(event.what). \(event.lines.joined(separator: " "))"
        }
        return lines.isEmpty ? [look.words("stale.unknown")] : lines
    }
}
