/// What people have put into fields to become markup, a formula, a path or an address.
public enum HostileText {
    public static let all: [String] = [
        "<script>alert(1)</script>", "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>",
        "\"\u{301} onmouseover=\"alert(1)", "</title><script>alert(1)</script>", "</style><script>alert(1)</script>",
        "</td></tr></table><h1>x</h1>", "</body></html>", "<!-- ", "--> <b>", "<![CDATA[ <b> ]]>", "<?php x ?>",
        "&lt;script&gt;", "&#60;b&#62;", "&amp;lt;b&amp;gt;", "<svg onload=alert(1)>", "<math><mi xlink:href=x>",
        "<a href=\"javascript:alert(1)\">x</a>", "javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
        "<iframe src=//evil.example>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>",
        "<link rel=stylesheet href=//evil.example>", "<style>@import '//evil.example'</style>",
        "<style>*{background:url(file:///etc/passwd)}</style>", "url(file:///etc/passwd)", "file:///etc/passwd",
        "http://127.0.0.1:9/x", "<img src=\"file:///etc/passwd\">", "<object data=\"file:///etc/passwd\">",
        "<embed src=http://127.0.0.1:9/>", "<p style=\"background:url(http://127.0.0.1:9/)\">",
        "![x](file:///etc/passwd)", "[x](http://127.0.0.1:9/)", "`{=openxml}<w:p/>`", "```{=html}\n<b>\n```",
        "$\\input{/etc/passwd}$", "\\include{/etc/passwd}", "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
        "{ INCLUDETEXT \"/etc/passwd\" }", "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe }", "=cmd|' /C calc'!A0",
        "{{paper}} {{{paper}}} {{#x}}y{{/x}}", "{{> layout}}", "${jndi:ldap://127.0.0.1/a}", "%0d%0aSet-Cookie: a=b",
        "\u{0}<b>", "\u{1B}]0;x\u{7}", "\u{202E}txt.exe", "\u{FEFF}<b>", "\u{FFFE}\u{FFFF}", "\u{2028}<b>\u{2029}",
        "ＳＣＲＩＰＴ＜script＞", "a\r\nb", "\t<b>\t", String(repeating: "A", count: 5_000),
        String(repeating: "<b>", count: 500), "@page { size: A1 }", "content: attr(x); string-set: a b",
        "xml:base=\"file:///\"", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;", "\" style=\"x",
        "' or '1'='1",
    ]
}
