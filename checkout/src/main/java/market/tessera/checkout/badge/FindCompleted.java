package market.tessera.checkout.badge;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.checkout.completion.Completions.Due;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.offer.Editions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Finds what badges are written from. */
@Component
class FindCompleted {
    private final Enrollments enrollments;
    private final Editions editions;

    FindCompleted(Enrollments enrollments, Editions editions) {
        this.enrollments = enrollments;
        this.editions = editions;
    }

    /** @param edition the offering as it was bought, in the form of {@code offering.published} */
    record Completed(Due due, Enrollment enrollment, JsonNode edition) {}

    /** Errors if one of the editions is not known. */
    Mono<List<Completed>> completed(Collection<Due> due) {
        var byEnrollment =
                due.stream().collect(Collectors.toMap(one -> one.completion().enrollment(), Function.identity()));
        return enrollments
                .findAll(byEnrollment.keySet())
                .collectList()
                .flatMap(found -> editions.findAll(
                                found.stream().map(FindCompleted::edition).collect(Collectors.toSet()))
                        .map(known -> found.stream()
                                .map(enrollment -> completed(byEnrollment, enrollment, known))
                                .toList()));
    }

    private static Completed completed(Map<UUID, Due> due, Enrollment enrollment, Map<Editions.Key, JsonNode> known) {
        var edition = known.get(edition(enrollment));
        if (edition == null) {
            throw new IllegalStateException("%s is not known".formatted(edition(enrollment)));
        }
        return new Completed(requireNonNull(due.get(enrollment.id())), enrollment, edition);
    }

    private static Editions.Key edition(Enrollment enrollment) {
        return new Editions.Key(
                enrollment.course().offering(), enrollment.course().edition());
    }
}
