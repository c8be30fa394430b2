package market.tessera.provider.importruns;

import java.util.List;
import java.util.Objects;
import market.tessera.provider.catalogue.OfferingFeed.Taken;
import market.tessera.provider.entries.OfferingEntry;
import market.tessera.provider.importdocuments.SourcedDocuments;
import market.tessera.provider.importpictures.SourcedPictures;
import market.tessera.provider.provider.Change;
import reactor.core.publisher.Mono;

/** Pictures and documents that the offerings of a batch name by address, to be fetched after the rows. */
record NamedFiles(ImportSteps.Feeds feeds, Batch<OfferingEntry> batch) {

    /** Of what was refused nothing is remembered; of what is new and names nothing there is nothing to forget. */
    Mono<Void> note(List<Taken> taken) {
        var noted = taken.stream()
                .filter(one -> !one.refused() && (one.change() != Change.CREATED || namesAny(entry(one))))
                .toList();
        return feeds.pictures()
                .note(noted.stream()
                        .map(one -> new SourcedPictures.Said(
                                one.offering(), entry(one).image()))
                        .toList())
                .then(feeds.documents().note(noted.stream().map(this::documents).toList()));
    }

    private static boolean namesAny(OfferingEntry entry) {
        return entry.image() != null || !entry.documents().isEmpty();
    }

    private SourcedDocuments.Said documents(Taken one) {
        var entry = entry(one);
        return new SourcedDocuments.Said(
                one.offering(),
                entry.documents(),
                entry.elements().languages().stream().findFirst().orElse("en"));
    }

    private OfferingEntry entry(Taken one) {
        return Objects.requireNonNull(batch.taken().get(one.externalId())).value();
    }
}
