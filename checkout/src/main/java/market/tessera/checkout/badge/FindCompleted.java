package market.tessera.checkout.badge;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.checkout.completion.Completions.Due;
import market.tessera.checkout.endorsement.Endorsements;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.offer.Editions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds what badges are written from. */
@Component
class FindCompleted {
    private final Enrollments enrollments;
    private final Editions editions;
    private final Endorsements endorsements;
    private final JsonMapper json;

    FindCompleted(Enrollments enrollments, Editions editions, Endorsements endorsements, JsonMapper json) {
        this.enrollments = enrollments;
        this.editions = editions;
        this.endorsements = endorsements;
        this.json = json;
    }

    /**
     * @param edition the offering as it was bought, in the form of {@code offering.published}
     * @param endorsements of that edition, as credentials, that are in force
     */
    record Completed(Due due, Enrollment enrollment, JsonNode edition, List<JsonNode> endorsements) {}

    private record Known(Map<Editions.Key, JsonNode> editions, Map<Editions.Key, List<String>> endorsements) {}

    /** Errors if one of the editions is not known. */
    Mono<List<Completed>> completed(Collection<Due> due) {
        var byEnrollment =
                due.stream().collect(Collectors.toMap(one -> one.completion().enrollment(), Function.identity()));
        return enrollments
                .findAll(byEnrollment.keySet())
                .collectList()
                .flatMap(found -> known(
                                found.stream().map(FindCompleted::edition).collect(Collectors.toSet()))
                        .map(known -> found.stream()
                                .map(enrollment -> completed(byEnrollment, enrollment, known))
                                .toList()));
    }

    private Mono<Known> known(Set<Editions.Key> wanted) {
        return Mono.zip(editions.findAll(wanted), endorsements.given(wanted))
                .map(found -> new Known(found.getT1(), found.getT2()));
    }

    private Completed completed(Map<UUID, Due> due, Enrollment enrollment, Known known) {
        var key = edition(enrollment);
        var edition = known.editions().get(key);
        if (edition == null) {
            throw new IllegalStateException("%s is not known".formatted(key));
        }
        return new Completed(
                requireNonNull(due.get(enrollment.id())),
                enrollment,
                edition,
                known.endorsements().getOrDefault(key, List.of()).stream()
                        .map(json::readTree)
                        .toList());
    }

    private static Editions.Key edition(Enrollment enrollment) {
        return new Editions.Key(
                enrollment.course().offering(), enrollment.course().edition());
    }
}
