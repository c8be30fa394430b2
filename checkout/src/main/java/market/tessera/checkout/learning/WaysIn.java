package market.tessera.checkout.learning;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.handoff.HandoffStandings;
import market.tessera.checkout.handoff.HandoffStandings.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How learners get into their courses, and what keeps those outside who are not in yet. */
@Component
class WaysIn {
    private final Connections connections;
    private final HandoffStandings standings;

    WaysIn(Connections connections, HandoffStandings standings) {
        this.connections = connections;
        this.standings = standings;
    }

    /** @param guidance what the provider says of it, where no launch leads there; empty where it says nothing */
    record WayIn(@Nullable String guidance, Standing standing) {}

    /** By enrollment. */
    Mono<Map<UUID, WayIn>> of(List<Enrollment> enrollments) {
        var offerings = enrollments.stream()
                .map(enrollment -> enrollment.course().offering())
                .toList();
        var requested = enrollments.stream()
                .filter(enrollment -> enrollment.state() == State.REQUESTED)
                .map(Enrollment::id)
                .toList();
        return Mono.zip(connections.guidance(offerings), standings.of(requested))
                .map(found -> enrollments.stream()
                        .collect(Collectors.toMap(Enrollment::id, wayIn(found.getT1(), found.getT2()))));
    }

    private static Function<Enrollment, WayIn> wayIn(Map<UUID, String> guidance, Map<UUID, Standing> standings) {
        return enrollment -> new WayIn(
                guidance.get(enrollment.course().offering()),
                standings.getOrDefault(enrollment.id(), Standing.UNDERWAY));
    }
}
