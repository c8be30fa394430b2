package market.tessera.storefront.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.storefront.StorefrontTest;
import market.tessera.storefront.change.Change.Kind;
import market.tessera.storefront.change.EditedCatalogue.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever takes the export and follows the changes has what the catalogue has, whatever happens meanwhile. */
@StorefrontTest
class MirrorTests {
    private static final int EDITS = 500;

    @LocalServerPort
    private int port;

    @Autowired
    Changes changes;

    private final EditedCatalogue one = new EditedCatalogue(30, 1);
    private final EditedCatalogue other = new EditedCatalogue(30, 2);

    @AfterEach
    void asItWas() {
        one.remove();
        other.remove();
    }

    @Test
    void aCopyEndsUpEqualWhileAThousandEditsAreMadeAndTheHistoryCanBeReplayed() {
        one.edit(100);
        var edits = Stream.of(one, other)
                .map(each -> CompletableFuture.runAsync(() -> each.edit(EDITS)))
                .toList();
        var aggregator = new Aggregator(port);

        aggregator.takeExport();
        while (!edits.stream().allMatch(CompletableFuture::isDone)) {
            aggregator.catchUp();
        }
        edits.forEach(CompletableFuture::join);
        await().pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            aggregator.catchUp();
            assertThat(aggregator.heardOf()).containsAllEntriesOf(other.versions());
        });
        await().pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            aggregator.catchUp();
            assertThat(titles(aggregator)).isEqualTo(titles());
        });

        var later = new Aggregator(port);
        later.takeExport();
        assertThat(later.copy()).isEqualTo(aggregator.copy());
        assertThat(toldOf(one)).isEqualTo(expected(one));
        assertThat(toldOf(other)).isEqualTo(expected(other));
    }

    private Map<String, String> titles() {
        var titles = new HashMap<>(one.titles());
        titles.putAll(other.titles());
        return titles;
    }

    private Map<String, String> titles(Aggregator aggregator) {
        return Stream.concat(one.ids().stream(), other.ids().stream())
                .filter(aggregator.copy()::containsKey)
                .collect(Collectors.toMap(
                        id -> id,
                        id -> aggregator.copy().get(id).at("/elements/title").asString()));
    }

    /** From the start, a little at a time. */
    private List<String> toldOf(EditedCatalogue edited) {
        var told = new ArrayList<String>();
        var since = Position.START;
        for (var part = part(since); !part.isEmpty(); part = part(since)) {
            part.stream()
                    .filter(change -> edited.ids().contains(change.offering().toString()))
                    .forEach(change -> told.add(change.kind() + " " + change.offering() + " " + change.version()));
            since = part.getLast().position();
        }
        return told;
    }

    private List<Change> part(Position since) {
        return changes.after(since, 70).block();
    }

    private static List<String> expected(EditedCatalogue edited) {
        var onOffer = new HashMap<String, Boolean>();
        return edited.history().stream()
                .map(told ->
                        kind(told, onOffer.put(told.id(), !told.withdrawn())) + " " + told.id() + " " + told.version())
                .toList();
    }

    private static Kind kind(Told told, Boolean before) {
        if (told.withdrawn()) {
            return Kind.WITHDRAWN;
        }
        return Boolean.TRUE.equals(before) ? Kind.UPDATED : Kind.CREATED;
    }
}
