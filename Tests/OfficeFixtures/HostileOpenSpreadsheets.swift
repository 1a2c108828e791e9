extension HostileFile {
    private static func book(_ rows: String) -> [UInt8] {
        ODSMaking(rows: ODSMaking.row(["Action", "Lead", "By when"], style: "b") + rows).made()
    }

    /// What is wrong lies in the parts of an OpenDocument spreadsheet.
    static let openSpreadsheets: [HostileFile] = [
        HostileFile("repeats.ods", "a million empty rows and columns that are only counted", .read([])) {
            book(
                ODSMaking.row(["Patrol"])
                    + "<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell "
                    + "table:number-columns-repeated=\"16384\"/></table:table-row>")
        },
        HostileFile("filled-repeats.ods", "a row of text repeated a million times", .refused("too-many-rows")) {
            book(
                "<table:table-row table:number-rows-repeated=\"1048570\">"
                    + ODSMaking.cell("x", attributes: " table:number-columns-repeated=\"1000\"") + "</table:table-row>")
        },
        HostileFile("counted-rows.ods", "a row of text repeated 327,692 times", .refused("too-many-rows")) {
            book(
                "<table:table-row table:number-rows-repeated=\"327692\">" + ODSMaking.cell("x")
                    + "</table:table-row>")
        },
        HostileFile("wide-repeats.ods", "a text repeated over 900,000 columns", .refused("beyond-sheet")) {
            book(
                "<table:table-row>" + ODSMaking.cell("x", attributes: " table:number-columns-repeated=\"900000\"")
                    + "</table:table-row>")
        },
        HostileFile(
            "long-header.ods", "a header of 16,384 cells, each of which shows the same 130 kB", .read(["too-much-text"])
        ) {
            ODSMaking(
                rows: "<table:table-row>"
                    + ODSMaking.cell(
                        String(repeating: "long ", count: 26_000),
                        attributes: " table:number-columns-repeated=\"16384\"")
                    + "</table:table-row>" + ODSMaking.row(["Patrol"]) + ODSMaking.row(["Patrol", "Police"])
            ).made()
        },
        HostileFile("row-beyond.ods", "text below the last row", .refused("beyond-sheet")) {
            book("<table:table-row table:number-rows-repeated=\"1048576\"/>" + ODSMaking.row(["x"]))
        },
        HostileFile("locked.ods", "parts are encrypted", .refused("protected")) {
            var made = ODSMaking(rows: "")
            made.manifest =
                "<manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry>"
            made.parts = [("content.xml", [0x8F, 0x11, 0x9A])]
            return made.made()
        },
        HostileFile("definitions.ods", "entities of its own", .refused("definitions")) {
            var made = ODSMaking(rows: "")
            made.parts = [("content.xml", Array("<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>".utf8))]
            return made.made()
        },
        HostileFile("no-content.ods", "the sheets are missing", .refused("damaged")) {
            var made = ODSMaking(rows: "")
            made.parts = [("content.xml", [])]
            return made.made()
        },
        HostileFile("slides.ods", "a presentation under another name", .refused("presentation")) {
            var made = ODSMaking(rows: "")
            made.type = "application/vnd.oasis.opendocument.presentation"
            return made.made()
        },
        HostileFile("inner-table.ods", "a table inside a cell, and a comment", .read([])) {
            book(
                "<table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>secret"
                    + "</text:p></office:annotation><text:p>Patrol</text:p><table:table><table:table-row>"
                    + ODSMaking.cell("inner") + "</table:table-row></table:table></table:table-cell></table:table-row>")
        },
        HostileFile(
            "hidden.ods", "hidden rows, columns and sheets", .read(["hidden-columns", "hidden-rows", "hidden-sheet"])
        ) {
            ODSMaking(
                "<table:table table:name=\"Plan\"><table:table-column/><table:table-column "
                    + "table:visibility=\"collapse\"/>" + ODSMaking.row(["Action", "Lead"])
                    + "<table:table-row table:visibility=\"filter\">" + ODSMaking.cell("Patrol") + "</table:table-row>"
                    + "</table:table><table:table table:name=\"Lists\" table:style-name=\"hide\">"
                    + ODSMaking.row(["x"]) + "</table:table>"
            ).made()
        },
        HostileFile("macros.ods", "macros, and the error of a formula", .read(["formula-fault", "macros"])) {
            var made = ODSMaking(
                rows: ODSMaking.row(["Action", "Lead"])
                    + "<table:table-row><table:table-cell office:value-type=\"string\" calcext:value-type=\"error\">"
                    + "<text:p>#REF!</text:p></table:table-cell></table:table-row>")
            made.parts = [("Basic/Standard/Module1.xml", Array("<x/>".utf8))]
            return made.made()
        },
        HostileFile("half.ods", "cut off in the middle", .refused("damaged")) {
            let whole = book("")
            return Array(whole[..<(whole.count / 2)])
        },
    ]
}
