package market.tessera.checkout.moodle;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.moodle.Moodles.Course;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What a Moodle says of itself, its courses and who is in them. */
@Service
public class MoodleSite {
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 100;
    /** What a token has to allow. */
    public static final List<String> NEEDED = List.of(
            "core_user_get_users_by_field",
            "core_user_create_users",
            "core_course_get_courses_by_field",
            "core_enrol_get_enrolled_users",
            "core_completion_get_course_completion_status",
            "enrol_manual_enrol_users",
            "enrol_manual_unenrol_users");

    private final Moodles moodles;
    private final MoodleCalls calls;

    MoodleSite(Moodles moodles, MoodleCalls calls) {
        this.moodles = moodles;
        this.calls = calls;
    }

    /** Emits which of the functions that are needed the token does not allow; nobody is enrolled by it. */
    public Mono<List<String>> missingFunctions(UUID connection) {
        return call(connection, "core_webservice_get_site_info", Map.of()).map(site -> {
            var allowed = site.path("functions")
                    .valueStream()
                    .map(function -> function.path("name").asString(""))
                    .collect(Collectors.toSet());
            return NEEDED.stream().filter(name -> !allowed.contains(name)).toList();
        });
    }

    /**
     * Lets an offering's learners be enrolled in a course.
     *
     * @param typed its number, or its short name
     * @return false if the Moodle has no such course, or the provider no such offering; errors with {@link Unreachable}
     */
    public Mono<Boolean> choose(UUID connection, UUID offering, String typed) {
        var field = typed.matches("\\d{1,10}") ? "id" : "shortname";
        return call(connection, "core_course_get_courses_by_field", Map.of("field", field, "value", typed))
                .map(found -> found.path("courses").path(0))
                .filter(course -> course.path("id").asLong(0) > 0)
                .flatMap(course -> moodles.choose(
                        connection,
                        new Course(
                                offering,
                                course.path("id").asLong(0),
                                course.path("fullname").asString(typed))))
                .defaultIfEmpty(false);
    }

    /** The numbers of those who are in a course as students, as far as the Moodle says what they are there as. */
    public Flux<Long> students(UUID connection, long course) {
        return page(connection, course, 0)
                .expand(page -> page.size() < PAGE || page.number() >= MOST_PAGES
                        ? Mono.empty()
                        : page(connection, course, page.number() + 1))
                .flatMapIterable(Page::users)
                .filter(MoodleSite::isStudent)
                .map(user -> user.path("id").asLong(0));
    }

    private record Page(int number, int size, List<JsonNode> users) {}

    private Mono<Page> page(UUID connection, long course, int number) {
        return call(
                        connection,
                        "core_enrol_get_enrolled_users",
                        Map.of(
                                "courseid", Long.toString(course),
                                "options[0][name]", "userfields",
                                "options[0][value]", "id,roles",
                                "options[1][name]", "limitfrom",
                                "options[1][value]", Integer.toString(number * PAGE),
                                "options[2][name]", "limitnumber",
                                "options[2][value]", Integer.toString(PAGE)))
                .map(users -> new Page(number, users.size(), users.valueStream().toList()));
    }

    private static boolean isStudent(JsonNode user) {
        var roles = user.path("roles");
        return roles.isEmpty()
                || roles.valueStream()
                        .anyMatch(role -> role.path("shortname").asString("").equals("student"));
    }

    private Mono<JsonNode> call(UUID connection, String function, Map<String, String> arguments) {
        return moodles.find(connection)
                .switchIfEmpty(Mono.error(() -> new Unreachable(Reason.NOT_CONNECTED)))
                .flatMap(moodle -> calls.call(moodle, function, arguments));
    }
}
