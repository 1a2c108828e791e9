/// The looks of cells, by their number in the styles part.
enum XLSXStylesWriting: Int {
    case plain, header, locked, open, openDay, readOnly, readOnlyDay, lockedDay

    static func style(_ cell: WorkCell, in use: WorkColumn.Use) -> XLSXStylesWriting {
        let isDay = if case .day = cell { true } else { false }
        return switch use {
        case .open: isDay ? .openDay : .open
        case .readOnly: isDay ? .readOnlyDay : .readOnly
        case .locked: isDay ? .lockedDay : .locked
        }
    }

    /// Open cells are of the format "text" (49), so that a program does not make a date of "April 2008" when it is typed.
    static var part: [UInt8] {
        var out = MarkupWriting()
        out.raw(XLSXWriter.declaration)
        out.raw("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")
        out.raw("<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"d\\ mmm\\ yyyy\"/></numFmts>")
        out.raw(
            "<fonts count=\"3\"><font><sz val=\"10\"/><name val=\"Arial\"/></font><font><b/><sz val=\"10\"/><name val=\"Arial\"/></font>"
        )
        out.raw("<font><sz val=\"10\"/><color rgb=\"FF444444\"/><name val=\"Arial\"/></font></fonts>")
        out.raw(
            "<fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
        )
        out.raw("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFDDE3E8\"/></patternFill></fill>")
        out.raw("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF2F2F2\"/></patternFill></fill></fills>")
        let side = "style=\"thin\"><color rgb=\"FFB0B0B0\"/>"
        out.raw("<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>")
        out.raw(
            "<border><left \(side)</left><right \(side)</right><top \(side)</top><bottom \(side)</bottom><diagonal/></border></borders>"
        )
        out.raw(
            "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>")
        out.raw("<cellXfs count=\"8\">")
        out.raw("<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>")
        format(&out, number: 49, font: 1, fill: 2, isLocked: true)
        format(&out, number: 49, font: 0, fill: 2, isLocked: true)
        format(&out, number: 49, font: 0, fill: 0, isLocked: false)
        format(&out, number: 164, font: 0, fill: 0, isLocked: false)
        format(&out, number: 49, font: 2, fill: 3, isLocked: false)
        format(&out, number: 164, font: 2, fill: 3, isLocked: false)
        format(&out, number: 164, font: 0, fill: 2, isLocked: true)
        out.raw(
            "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>")
        out.raw("</styleSheet>")
        return out.bytes
    }

    private static func format(_ out: inout MarkupWriting, number: Int, font: Int, fill: Int, isLocked: Bool) {
        out.raw("<xf numFmtId=\"\(number)\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"1\" xfId=\"0\" ")
        out.raw(
            "applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\" applyProtection=\"1\">"
        )
        out.raw("<alignment vertical=\"top\" wrapText=\"1\"/><protection locked=\"\(isLocked ? 1 : 0)\"/></xf>")
    }
}
