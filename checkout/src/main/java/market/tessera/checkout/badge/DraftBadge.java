package market.tessera.checkout.badge;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.badge.Badge.Merit;
import market.tessera.checkout.badge.CourseAchievement.Award;
import market.tessera.checkout.badge.FindCompleted.Completed;
import market.tessera.checkout.completion.Completions.Due;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.issuer.SignCredential;
import market.tessera.checkout.issuer.SignCredential.Signer;
import market.tessera.checkout.status.StatusLists;
import market.tessera.checkout.status.StatusLists.Slot;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Writes badges of courses and has them signed by their providers' keys, in both forms; however many, with a few statements. */
@Component
class DraftBadge {
    private final FindCompleted find;
    private final Issuers issuers;
    private final StatusLists lists;
    private final CourseAchievement achievement;
    private final SignCredential sign;
    private final Clock clock;

    DraftBadge(
            FindCompleted find,
            Issuers issuers,
            StatusLists lists,
            CourseAchievement achievement,
            SignCredential sign,
            Clock clock) {
        this.find = find;
        this.issuers = issuers;
        this.lists = lists;
        this.achievement = achievement;
        this.sign = sign;
        this.clock = clock;
    }

    /** Who signs, and where. */
    private record Unsigned(Completed completed, Signer signer, Slot slot) {}

    Mono<List<Draft>> draft(Collection<Due> due) {
        return find.completed(due).flatMap(this::prepare).flatMap(this::sign);
    }

    private Mono<List<Unsigned>> prepare(List<Completed> completed) {
        var needed =
                completed.stream().collect(Collectors.groupingBy(DraftBadge::provider, Collectors.summingInt(_ -> 1)));
        return issuers.of(providers(completed))
                .flatMap(known -> Mono.zip(sign.signers(known.values()), lists.take(needed)))
                .map(found -> assign(completed, found.getT1(), found.getT2()));
    }

    private static List<Unsigned> assign(
            List<Completed> completed, Map<UUID, Signer> signers, Map<UUID, List<Slot>> slots) {
        var free = new HashMap<UUID, Deque<Slot>>();
        slots.forEach((provider, taken) -> free.put(provider, new ArrayDeque<>(taken)));
        return completed.stream()
                .map(one -> new Unsigned(
                        one,
                        requireNonNull(signers.get(provider(one))),
                        requireNonNull(free.get(provider(one))).removeFirst()))
                .toList();
    }

    private Mono<List<Draft>> sign(List<Unsigned> unsigned) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return Flux.fromIterable(unsigned)
                .parallel()
                .runOn(Schedulers.parallel())
                .map(one -> sign(one, now))
                .sequential()
                .collectList();
    }

    private Draft sign(Unsigned unsigned, Instant now) {
        var completed = unsigned.completed();
        var enrollment = completed.enrollment();
        var issuer = unsigned.signer().issuer();
        var award = new Award(
                UUID.randomUUID(),
                issuer,
                enrollment,
                completed.due().completion(),
                completed.edition(),
                completed.endorsements());
        var signed = unsigned.signer().sign(achievement.write(award, unsigned.slot(), now), now);
        var course = enrollment.course();
        return new Draft(
                completed.due(),
                enrollment,
                new Badge(
                        award.id(),
                        issuer.provider(),
                        new Merit.Course(enrollment.id(), course.offering(), course.edition()),
                        course.title(),
                        enrollment.learner().name(),
                        unsigned.slot(),
                        signed.credential(),
                        signed.jwt(),
                        now,
                        null,
                        null));
    }

    private static UUID provider(Completed completed) {
        return UUID.fromString(completed.edition().at("/provider/id").asString());
    }

    /** Each once, as its newest edition among these names it. */
    private static Collection<JsonNode> providers(List<Completed> completed) {
        return completed.stream()
                .collect(Collectors.toMap(
                        DraftBadge::provider,
                        one -> one,
                        (one, other) -> one.enrollment().course().edition()
                                        >= other.enrollment().course().edition()
                                ? one
                                : other))
                .values()
                .stream()
                .map(one -> one.edition().path("provider"))
                .toList();
    }
}
