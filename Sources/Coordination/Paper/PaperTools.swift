import Foundation

/// The programs that make files of a paper, and where they are on this machine; nil where one is not.
public struct PaperTools: Sendable, Equatable {
    /// A Python that has WeasyPrint: writes PDF.
    public var pdfWriter: String?
    /// `pandoc`: writes Word documents.
    public var documentWriter: String?
    /// `rsvg-convert`: makes pictures of figures, for Word documents.
    public var pictureMaker: String?

    public init(pdfWriter: String? = nil, documentWriter: String? = nil, pictureMaker: String? = nil) {
        self.pdfWriter = pdfWriter
        self.documentWriter = documentWriter
        self.pictureMaker = pictureMaker
    }

    /// Looks for them: the writer of PDF files by the setting `CORNERSTONE_PDF_WRITER`, else in `.tools/venv` beside the
    /// program or in a folder above it; the others where the system keeps its programs.
    public static func found(
        pdfWriter setting: String?, executable: String = ResourceFinder.executablePath
    ) -> PaperTools {
        PaperTools(
            pdfWriter: pdfWriter(setting: setting, executable: executable), documentWriter: program("pandoc"),
            pictureMaker: program("rsvg-convert"))
    }

    /// Where the setting points, even if nothing is there, so that a wrong setting is not passed over.
    static func pdfWriter(setting: String?, executable: String) -> String? {
        if let setting, !setting.isEmpty { return setting }
        var folder = (executable as NSString).deletingLastPathComponent
        // A build lies three folders deep in the repository.
        for _ in 0..<4 {
            let candidate = "\(folder)/.tools/venv/bin/python"
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
            let above = (folder as NSString).deletingLastPathComponent
            guard above != folder else { return nil }
            folder = above
        }
        return nil
    }

    private static func program(_ name: String) -> String? {
        ["/usr/local/bin/\(name)", "/usr/bin/\(name)", "/bin/\(name)"]
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// What the writer of PDF files is told to do. It is given to it word for word; nothing of a paper is part of it.
enum PDFWriterScript {
    /// Reads HTML on standard input and writes PDF on standard output. Of addresses only drawings inside the HTML
    /// itself are read; everything else is refused, before any network or file is asked.
    ///
    /// What makes it quicker changes nothing on paper: nothing is collected as garbage in a process that lives for one
    /// file (a quarter of the time), unless the paper is so long that its memory counts for more; what only letters of
    /// rare kinds need is imported when they come, and the file is packed a little less tightly.
    static let text = """
        import base64, gc, importlib, logging, os, sys, types, zlib
        gc.disable()
        logging.disable(logging.CRITICAL)

        def later(name, *functions):
            module = types.ModuleType(name)
            def caller(function):
                def call(*words, **options):
                    if sys.modules.get(name) is module:
                        del sys.modules[name]
                    return getattr(importlib.import_module(name), function)(*words, **options)
                return call
            for function in functions:
                setattr(module, function, caller(function))
            sys.modules[name] = module

        later('fontTools.subset', 'Options', 'Subsetter')
        later('fontTools.varLib.instancer', 'instantiateVariableFont')

        import pydyf, weasyprint
        pydyf.zlib = types.SimpleNamespace(
            compress=zlib.compress, compressobj=lambda level: zlib.compressobj(level=5))
        from weasyprint.urls import URLFetcher, URLFetcherResponse

        DRAWING = 'data:image/svg+xml;base64,'

        class Refusing(URLFetcher):
            def fetch(self, url, headers=None):
                if not url.startswith(DRAWING):
                    raise ValueError('refused')
                body = base64.b64decode(url[len(DRAWING):], validate=True)
                return URLFetcherResponse(url, body, {'Content-Type': 'image/svg+xml'})

        html = sys.stdin.buffer.read().decode('utf-8')
        if len(html) > 1000000:
            gc.freeze()
            gc.enable()
        page = weasyprint.HTML(string=html, url_fetcher=Refusing())
        sys.stdout.buffer.write(page.write_pdf(pdf_variant='pdf/ua-1'))
        sys.stdout.buffer.flush()
        os._exit(0)
        """

    /// For `check`: is it there, and which version.
    static let version = "import weasyprint, sys; sys.stdout.write(weasyprint.__version__ + '\\n')"
}
