package market.tessera.provider.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import market.tessera.provider.reading.BrokenFile;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON-LD that stands inside an HTML page. */
final class PageMarkup {
    /** What a block becomes that is no JSON; says why. */
    static final String UNREADABLE = "tessera:unreadable";

    static final long LARGEST_PAGE = 8L * 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();

    private PageMarkup() {}

    /** Whether a file begins like a page. */
    static boolean isPage(Path file) throws IOException {
        return new String(start(file), StandardCharsets.UTF_8)
                .stripLeading()
                .replace("\uFEFF", "")
                .stripLeading()
                .startsWith("<");
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(1024);
        }
    }

    /**
     * Puts the blocks of a page in its place, as a list in which each stands on the line that it has in the page.
     *
     * @throws BrokenFile if it is larger than any page, or has no such block
     */
    static void extract(Path page) throws IOException {
        if (Files.size(page) > LARGEST_PAGE) {
            throw new BrokenFile("The page is larger than 8 MB.");
        }
        var list = new StringBuilder("[");
        var line = 1;
        for (var block : document(page).select("script[type=application/ld+json]")) {
            var begins = Math.max(line, block.sourceRange().end().lineNumber());
            list.append(list.length() > 1 ? "," : "")
                    .append("\n".repeat(begins - line))
                    .append(content(block));
            line = begins;
        }
        if (list.length() == 1) {
            throw new BrokenFile("The page has no JSON-LD in it (script type=\"application/ld+json\").");
        }
        Files.writeString(page, list.append(']'));
    }

    private static Document document(Path page) throws IOException {
        try (var content = Files.newInputStream(page)) {
            return Jsoup.parse(content, null, "", Parser.htmlParser().setTrackPosition(true));
        }
    }

    /** On one line. */
    private static String content(Element block) {
        try {
            return JSON.writeValueAsString(JSON.readTree(block.data().strip()));
        } catch (JacksonException malformed) {
            var reason = malformed.getOriginalMessage().lines().findFirst().orElse("malformed");
            JsonNode unreadable = JSON.createObjectNode().put(UNREADABLE, "is not valid JSON: " + reason);
            return unreadable.toString();
        }
    }
}
