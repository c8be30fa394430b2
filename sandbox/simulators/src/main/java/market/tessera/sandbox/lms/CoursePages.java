package market.tessera.sandbox.lms;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The tool's pages; they look like another institution's system, because that is what they stand for. */
final class CoursePages {
    private CoursePages() {}

    static String refused(String why) {
        return frame("Campus", "<main><h1>No entry</h1><p class=\"lead\">%s</p></main>".formatted(htmlEscape(why)));
    }

    /** @param problem what went wrong with the last click, if anything */
    static String course(Place place, @Nullable String problem) {
        return frame(place.course(), """
                <main>
                  <p class="institution">%s</p>
                  <h1>%s</h1>
                  <p class="lead">%s</p>
                  %s
                  <section aria-labelledby="modules"><h2 id="modules">Modules</h2><ol class="modules">%s</ol></section>
                  %s
                  <p><a href="%s">Back to Tessera</a></p>
                </main>
                """.formatted(
                htmlEscape(place.institution()),
                htmlEscape(place.course()),
                htmlEscape(place.summary()),
                problem == null ? "" : "<p class=\"problem\" role=\"alert\">%s</p>".formatted(htmlEscape(problem)),
                modules(place),
                place.score() == null ? unfinished(place) : finished(place),
                htmlEscape(place.home())));
    }

    private static String modules(Place place) {
        var names = place.modules().isEmpty()
                ? java.util.List.of("Introduction", "Practice", "Assessment")
                : place.modules();
        return IntStream.range(0, names.size())
                .mapToObj(number -> "<li class=\"%s\"><span>%s</span></li>"
                        .formatted(place.score() == null ? "open" : "done", htmlEscape(names.get(number))))
                .collect(Collectors.joining());
    }

    private static String unfinished(Place place) {
        return """
                <section class="finish" aria-labelledby="finish">
                  <h2 id="finish">Ready, %s?</h2>
                  <p>This is a simulated course: choose the result of your final assessment and complete it.</p>
                  <form method="post" action="/course/complete">
                    <label for="score">Result in percent</label>
                    <input id="score" name="score" type="number" min="0" max="100" value="88" required>
                    <button type="submit">Complete the course</button>
                  </form>
                </section>
                """.formatted(htmlEscape(place.name()));
    }

    private static String finished(Place place) {
        return """
                <section class="finish" aria-labelledby="finish" role="status">
                  <h2 id="finish">Well done, %s</h2>
                  <p>Your result of %d %% was sent to Tessera.</p>
                  <form method="post" action="/course/complete">
                    <label for="score">Correct the result</label>
                    <input id="score" name="score" type="number" min="0" max="100" value="%d" required>
                    <button type="submit">Send again</button>
                  </form>
                </section>
                """.formatted(htmlEscape(place.name()), place.score(), place.score());
    }

    private static String frame(String title, String main) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>%s · Campus</title>
                  <link rel="stylesheet" href="/style.css">
                </head>
                <body><header><strong>Campus</strong> <span>a simulated learning system</span></header>%s</body>
                </html>
                """.formatted(htmlEscape(title), main);
    }
}
