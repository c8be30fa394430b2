package market.tessera.indexer.feed;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.document.Documents;
import market.tessera.document.IndexDocument;
import market.tessera.document.Kind;
import market.tessera.document.told.Told;
import market.tessera.indexer.feed.SetAside.Entry;
import market.tessera.indexer.index.BulkWriter.Refused;
import market.tessera.platform.eventlog.LoggedEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Writes what events of the catalog say into an index. Events of one subject may come repeatedly and in any order; one that cannot be
 * indexed is set aside and holds up no other.
 */
public final class Projection {
    /** Some documents are made while others are written. */
    private static final int AT_ONCE = 2;

    /** Each request costs the index something of its own. */
    private static final int TOGETHER = 250;

    private final ToldByCheckout checkout;
    private final Documents documents;
    private final SetAside setAside;
    private final Clock clock;

    Projection(ToldByCheckout checkout, Documents documents, SetAside setAside, Clock clock) {
        this.checkout = checkout;
        this.documents = documents;
        this.setAside = setAside;
        this.clock = clock;
    }

    /** Where documents go. */
    @FunctionalInterface
    public interface Target {
        Mono<List<Refused>> write(List<IndexDocument> documents);
    }

    /** Returns the subjects that had to be set aside. */
    public Mono<Set<String>> project(Collection<LoggedEvent> events, Target target) {
        var newest = newest(events);
        if (newest.isEmpty()) {
            return Mono.just(Set.of());
        }
        return told(newest.values()).flatMap(known -> write(newest, known, target));
    }

    private static Map<String, LoggedEvent> newest(Collection<LoggedEvent> events) {
        var newest = new LinkedHashMap<String, LoggedEvent>();
        events.stream()
                .filter(event -> Kind.of(event.type()).isPresent())
                .forEach(event -> newest.merge(
                        event.subject(), event, (one, other) -> one.version() > other.version() ? one : other));
        return newest;
    }

    private Mono<Map<String, Told>> told(Collection<LoggedEvent> events) {
        var offerings = events.stream()
                .filter(event ->
                        Kind.of(event.type()).filter(Kind.OFFERING::equals).isPresent())
                .map(LoggedEvent::subject)
                .toList();
        return offerings.isEmpty() ? Mono.just(Map.of()) : checkout.of(offerings);
    }

    private Mono<Set<String>> write(Map<String, LoggedEvent> events, Map<String, Told> known, Target target) {
        var today = LocalDate.now(clock);
        var failed = Collections.synchronizedList(new ArrayList<Entry>());
        return Flux.fromIterable(events.values())
                .buffer(TOGETHER)
                .flatMap(
                        some -> Mono.fromSupplier(() -> readable(some, known, today, failed))
                                .subscribeOn(Schedulers.parallel())
                                .flatMap(target::write),
                        AT_ONCE)
                .collect(ArrayList<Refused>::new, List::addAll)
                .flatMap(refused -> note(events, failed, refused));
    }

    private List<IndexDocument> readable(
            List<LoggedEvent> events, Map<String, Told> known, LocalDate today, List<Entry> failed) {
        var readable = new ArrayList<IndexDocument>();
        for (var event : events) {
            build(event, known.getOrDefault(event.subject(), Told.NOTHING), today, readable, failed);
        }
        return readable;
    }

    private void build(
            LoggedEvent event, Told known, LocalDate today, List<IndexDocument> readable, List<Entry> failed) {
        try {
            readable.add(documents.of(Kind.of(event.type()).orElseThrow(), event, known, today));
        } catch (RuntimeException unreadable) {
            // Whatever is wrong with one event, the others must not wait for it.
            failed.add(new Entry(event, unreadable.toString()));
        }
    }

    private Mono<Set<String>> note(Map<String, LoggedEvent> events, List<Entry> unreadable, List<Refused> refused) {
        var failed = Stream.concat(
                        unreadable.stream(),
                        refused.stream()
                                .flatMap(refusal -> Stream.ofNullable(
                                                events.get(refusal.document().id()))
                                        .map(event -> new Entry(event, refusal.reason()))))
                .toList();
        var subjects = failed.stream().map(entry -> entry.event().subject()).collect(Collectors.toSet());
        var succeeded = events.values().stream()
                .filter(event -> !subjects.contains(event.subject()))
                .toList();
        return setAside.note(failed, succeeded).thenReturn(subjects);
    }
}
