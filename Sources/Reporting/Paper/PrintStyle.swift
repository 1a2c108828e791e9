/// How a printed paper looks: sober, and the same in black and white.
///
/// Written in the program; nothing of a paper goes into it. What stands in the margins comes from attributes of `body`.
enum PrintStyle {
    static let sheet: StaticString = """
        @page {
            size: A4; margin: 22mm 18mm 21mm 18mm;
            padding-bottom: 4mm; border-bottom: .5pt solid #777;
            @top-center {
                content: string(marking); width: 100%; font-weight: 700; font-size: 8.5pt; letter-spacing: .12em;
                vertical-align: bottom; padding-bottom: 4mm;
            }
            @bottom-left {
                content: string(foot); width: 35%; text-align: left;
                font-size: 7.5pt; color: #333; vertical-align: top; padding-top: 2mm; line-height: 1.3;
            }
            @bottom-center {
                content: string(marking); width: 30%; white-space: nowrap; font-weight: 700; font-size: 8.5pt; letter-spacing: .12em;
                vertical-align: top; padding-top: 2mm;
            }
            @bottom-right {
                content: string(page) " " counter(page) " " string(of) " " counter(pages); width: 35%;
                text-align: right; font-size: 7.5pt; color: #333; vertical-align: top; padding-top: 2mm;
            }
        }
        @page upright { size: A4; }
        @page across { size: A4 landscape; margin: 20mm 15mm 19mm 15mm; }
        html {
            font-family: "Liberation Sans", Arial, "Noto Sans", "DejaVu Sans", sans-serif; font-size: 10pt;
            line-height: 1.4; color: #111; hyphens: none;
        }
        body {
            margin: 0; string-set: marking attr(data-marking), foot attr(data-foot), page attr(data-page),
                of attr(data-of);
        }
        h1, h2, h3 { line-height: 1.2; break-after: avoid; overflow-wrap: anywhere; color: #000; }
        h1 { font-size: 23pt; margin: 0 0 4mm; letter-spacing: -.01em; }
        h2 { font-size: 15pt; margin: 0 0 4mm; padding-bottom: 1.5mm; border-bottom: 1.2pt solid #12344f; }
        h3 { font-size: 11.5pt; margin: 6mm 0 2mm; }
        p, ul, dl { margin: 0 0 3mm; overflow-wrap: anywhere; orphans: 2; widows: 2; }
        ul { padding-left: 5mm; }
        li { margin-bottom: 1mm; }
        header { border-top: 4pt solid #12344f; padding-top: 9mm; margin-bottom: 9mm; }
        .paper-subtitle { font-size: 13pt; color: #333; margin-bottom: 6mm; }
        .paper-notice { border: 1.2pt solid #111; padding: 2.5mm 3.5mm; font-weight: 700; margin: 0 0 6mm; }
        .paper-facts { font-size: 10pt; border-top: .5pt solid #777; border-bottom: 0; }
        .paper-facts th { width: 42mm; }
        .paper-facts th, .paper-facts td { padding: 1.6mm 0; border-bottom: .5pt solid #bbb; }
        .paper-contents h2 { font-size: 12pt; border: 0; margin-bottom: 2mm; padding: 0; bookmark-level: none; }
        .paper-contents ol { margin: 0; padding-left: 7mm; }
        .paper-contents li { padding: 1mm 0; border-bottom: .4pt dotted #888; }
        .paper-contents a { color: inherit; text-decoration: none; }
        .paper-contents a::after { content: leader(space) target-counter(attr(href), page); }
        nav + .paper-section, header + .paper-section { break-before: page; }
        .paper-section { margin-bottom: 10mm; }
        .paper-section { page: upright; }
        .paper-section.wide { page: across; break-before: page; }
        .paper-small { font-size: 8.5pt; color: #333; }
        .paper-empty { font-style: italic; }
        .drawing { margin: 0 0 3mm; break-inside: avoid; text-align: center; }
        .drawing.next { break-before: page; }
        .drawing img { display: block; margin: 0 auto; max-width: 100%; max-height: 195mm; }
        .wide .drawing img { max-height: 116mm; }
        .wide .drawing.next img { max-height: 160mm; }
        table {
            width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 8.5pt; line-height: 1.3;
            margin: 0 0 6mm; border-bottom: 1pt solid #111;
        }
        caption { text-align: left; font-weight: 700; font-size: 9.5pt; padding: 0 0 1.5mm; break-after: avoid; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        th, td {
            text-align: left; vertical-align: top; padding: 1.3mm 1.6mm; border-bottom: .4pt solid #999;
            overflow-wrap: anywhere;
        }
        thead th {
            background: #e4e9ed; border-top: 1pt solid #111; border-bottom: 1pt solid #111; vertical-align: bottom;
        }
        tbody th { font-weight: 700; }
        tbody th.plain { font-weight: 400; }
        .number { text-align: right; font-variant-numeric: tabular-nums; padding-left: 1.2mm; padding-right: 1.2mm; }
        thead .number { font-size: 7.5pt; }
        .group th { break-after: avoid; padding-top: 2.2mm; font-size: 9pt; }
        tr.group { break-after: avoid; }
        .level-1 th { background: #12344f; color: #fff; border-bottom-color: #12344f; font-size: 9.5pt; padding: 1.6mm; }
        .level-2 th { background: #eef1f4; border-bottom-color: #555; }
        .level-3 th { font-style: italic; font-weight: 700; }
        .level-4 th { font-style: italic; font-weight: 400; }
        .status { font-weight: 700; }
        .status .shape { font-family: "DejaVu Sans", sans-serif; font-size: .9em; }
        .status-red { color: #a5170c; } .status-orange { color: #8a4b00; } .status-green { color: #10592f; }
        .status-grey { color: #3e4954; } .status-blue { color: #174a8b; }
        """
}
