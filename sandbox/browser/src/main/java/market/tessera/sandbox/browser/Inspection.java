package market.tessera.sandbox.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What every page has to stand: no accessibility violation, no sideways scrolling. With {@code -Dtessera.pictures=true} pictures of it are left in
 * {@code target/pages}.
 */
public final class Inspection {
    private static final boolean PICTURES = Boolean.getBoolean("tessera.pictures");
    private static final Path FOLDER = Path.of("target", "pages");
    private static final Map<String, Integer> WIDTHS = Map.of("wide", 1280, "phone", 390, "narrow", 320);
    private static final int HEIGHT = 800;

    private Inspection() {}

    /** @return what is wrong with the page at any width, a sentence each, beginning with the name */
    public static List<String> problems(Page page, String name) {
        var problems = new ArrayList<String>();
        WIDTHS.forEach((screen, width) -> {
            page.setViewportSize(width, HEIGHT);
            if (PICTURES) {
                picture(page, FOLDER.resolve(name + "-" + screen + ".png"));
            }
            var overflow = sidewaysScroll(page);
            if (overflow > 0) {
                problems.add("%s scrolls sideways by %d at %d".formatted(name, overflow, width));
            }
        });
        violations(page).forEach(violation -> problems.add(name + ": " + violation));
        return problems;
    }

    /** What axe has to say, with the first piece of HTML it means. Pages have no frames, so axe may do its work in the page itself. */
    public static List<String> violations(Page page) {
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .map(violation -> violation.getId() + " "
                                + violation.getNodes().getFirst().getHtml())
                        .toList();
    }

    /** By how many pixels the page is wider than its window. */
    public static int sidewaysScroll(Page page) {
        return (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    public static void picture(Page page, Path file) {
        page.screenshot(new ScreenshotOptions().setPath(file).setFullPage(true));
    }
}
