/// Character references of HTML: `&amp;`, `&#8217;`, `&#x2019;`.
enum Entity {
    /// The characters a reference stands for, and the index behind it; nil where `&` is an ordinary character.
    static func scan(_ bytes: [UInt8], at start: Int, to end: Int) -> ([Unicode.Scalar], Int)? {
        var index = start + 1
        guard index < end else { return nil }
        if bytes[index] == Byte.hash { return numeric(bytes, index + 1, end) }
        let limit = min(end, index + 12)
        while index < limit, bytes[index].isLetter || bytes[index].isDigit { index += 1 }
        let name = String(decoding: bytes[(start + 1)..<index], as: UTF8.self)
        guard index < end, bytes[index] == Byte.semicolon else {
            // Old pages leave out the semicolon of the most common ones.
            return name == "nbsp" ? (["\u{A0}"], index) : nil
        }
        guard let scalar = named[name] else { return nil }
        return ([scalar], index + 1)
    }

    private static func numeric(_ bytes: [UInt8], _ start: Int, _ end: Int) -> ([Unicode.Scalar], Int)? {
        var index = start
        let isHex = index < end && bytes[index] | 0x20 == 0x78
        if isHex { index += 1 }
        let digits = index
        var value: UInt32 = 0
        while index < end, index - digits < 8, let digit = digitValue(bytes[index], isHex) {
            value = value * (isHex ? 16 : 10) + digit
            index += 1
        }
        guard index > digits, index < end, bytes[index] == Byte.semicolon else { return nil }
        return ([safe(value)].compactMap { $0 }, index + 1)
    }

    private static func digitValue(_ byte: UInt8, _ isHex: Bool) -> UInt32? {
        if byte.isDigit { return UInt32(byte - 0x30) }
        let low = byte | 0x20
        return isHex && low >= 0x61 && low <= 0x66 ? UInt32(low - 0x61 + 10) : nil
    }

    /// Control and direction characters do not come in by number either.
    private static func safe(_ value: UInt32) -> Unicode.Scalar? {
        let mapped = value < 0x100 ? Windows1252.scalar(UInt8(value)) : value
        switch mapped {
        case 0x09, 0x0A, 0x0D: return " "
        case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: return nil
        default: return Unicode.Scalar(mapped) ?? "\u{FFFD}"
        }
    }

    private static let named: [String: Unicode.Scalar] = {
        var table: [String: Unicode.Scalar] = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "ndash": "\u{2013}", "mdash": "\u{2014}",
            "lsquo": "\u{2018}", "rsquo": "\u{2019}", "sbquo": "\u{201A}", "ldquo": "\u{201C}", "rdquo": "\u{201D}",
            "bdquo": "\u{201E}", "hellip": "\u{2026}", "bull": "\u{2022}", "euro": "\u{20AC}", "trade": "\u{2122}",
            "ensp": " ", "emsp": " ", "thinsp": " ", "dagger": "\u{2020}", "Dagger": "\u{2021}", "permil": "\u{2030}",
            "prime": "\u{2032}", "Prime": "\u{2033}", "larr": "\u{2190}", "rarr": "\u{2192}", "uarr": "\u{2191}",
            "darr": "\u{2193}", "le": "\u{2264}", "ge": "\u{2265}", "ne": "\u{2260}", "asymp": "\u{2248}",
            "minus": "\u{2212}", "infin": "\u{221E}", "check": "\u{2713}", "cross": "\u{2717}", "lsaquo": "\u{2039}",
            "rsaquo": "\u{203A}", "OElig": "\u{152}", "oelig": "\u{153}", "Scaron": "\u{160}", "scaron": "\u{161}",
            "Yuml": "\u{178}", "fnof": "\u{192}", "zwnj": "\u{200C}", "zwj": "\u{200D}", "lrm": "\u{200E}",
            "rlm": "\u{200F}", "comma": ",", "period": ".", "colon": ":", "semi": ";", "excl": "!", "quest": "?",
            "num": "#", "dollar": "$", "percnt": "%", "lpar": "(", "rpar": ")", "ast": "*", "plus": "+", "sol": "/",
            "equals": "=", "commat": "@", "lsqb": "[", "rsqb": "]", "lowbar": "_", "verbar": "|", "hyphen": "\u{2010}",
        ]
        for (offset, name) in latin.enumerated() { table[name] = Unicode.Scalar(UInt32(0xA0 + offset)) }
        return table
    }()

    /// The names of U+00A0 to U+00FF, in order.
    private static let latin: [String] = [
        "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo", "not",
        "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil", "sup1",
        "ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc", "Atilde", "Auml",
        "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH",
        "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc",
        "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil",
        "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde", "ograve", "oacute",
        "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
    ]
}
