package market.tessera.sandbox.lms;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A learner in a course, as the launch has told.
 *
 * @param user the platform's name for the learner
 * @param link the platform's name for the course
 * @param lineItem where scores go
 * @param home where the learner came from
 * @param score the result that was reported, 0 to 100; null until then
 */
record Place(
        String user,
        String link,
        String name,
        String course,
        String institution,
        String summary,
        List<String> modules,
        String lineItem,
        String home,
        @Nullable Integer score) {

    String id() {
        return user + " " + link;
    }

    Place with(int result) {
        return new Place(user, link, name, course, institution, summary, modules, lineItem, home, result);
    }

    /** What is already known of the learner stays; what the platform says anew replaces the rest. */
    Place keeping(@Nullable Integer earlier) {
        return new Place(user, link, name, course, institution, summary, modules, lineItem, home, earlier);
    }
}
