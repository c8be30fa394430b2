package market.tessera.checkout.badge;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.badge.FindCompleted.Completed;
import market.tessera.checkout.completion.Completions.Due;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.issuer.SignCredential;
import market.tessera.checkout.issuer.SignCredential.Signer;
import market.tessera.checkout.status.StatusLists;
import market.tessera.checkout.status.StatusLists.Slot;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Finds what badges of courses are written from, who signs them and their places in the status lists; of however many, with a few statements. */
@Component
class PrepareBadge {
    private final FindCompleted find;
    private final Issuers issuers;
    private final StatusLists lists;
    private final SignCredential sign;

    PrepareBadge(FindCompleted find, Issuers issuers, StatusLists lists, SignCredential sign) {
        this.find = find;
        this.issuers = issuers;
        this.lists = lists;
        this.sign = sign;
    }

    /** Who signs, and where it will be marked if it is revoked. */
    record Unsigned(Completed completed, Signer signer, Slot slot) {}

    Mono<List<Unsigned>> prepare(Collection<Due> due) {
        return find.completed(due).flatMap(this::prepare);
    }

    private Mono<List<Unsigned>> prepare(List<Completed> completed) {
        var needed = completed.stream()
                .collect(Collectors.groupingBy(PrepareBadge::provider, Collectors.summingInt(_ -> 1)));
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

    private static UUID provider(Completed completed) {
        return UUID.fromString(completed.edition().at("/provider/id").asString());
    }

    /** Each once, as its newest edition among these names it. */
    private static Collection<JsonNode> providers(List<Completed> completed) {
        return completed.stream()
                .collect(Collectors.toMap(
                        PrepareBadge::provider,
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
