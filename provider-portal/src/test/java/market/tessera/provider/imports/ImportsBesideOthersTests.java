package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import market.tessera.provider.TestPeople.Cast;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** An import while somebody else works on what it changes. */
class ImportsBesideOthersTests extends ImportedCatalogue {
    @Autowired
    private Cast cast;

    /** The first of the two to look for a circle is the import, which begins to wait before the other does. */
    @Test
    void doesABatchAgainThatWaitedForSomebodyWhoWaitedForIt() {
        importer.json("?verified=true", catalogue.of(catalogue.offering("1", "Welding")));
        var changed = catalogue.of(catalogue.offering("1", "Welding II"));

        var id = transaction
                .execute(status -> {
                    status.setRollbackOnly();
                    return ofThisSource("select id from provider where id in ("
                                    + "select provider from provider_source where source = :source) for no key update")
                            .then(Mono.fromCallable(() -> importer.accepted(
                                            importer.send("?verified=true", MediaType.APPLICATION_JSON, changed)))
                                    .subscribeOn(Schedulers.boundedElastic()))
                            .delayUntil(_ -> cast.waitedFor())
                            .delayUntil(_ -> ofThisSource("select id from offering where source = :source for update")
                                    .onErrorComplete());
                })
                .single()
                .block();

        var report = importer.whenOver(id);
        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.counts().updated()).isEqualTo(1);
    }

    @Test
    void locksInstitutionsInTheOrderOfTheirIdsWhateverTheFileHas() {
        importer.json("?verified=true", described("", "one", "two"));
        var names = database.sql(
                        "select external_id from provider_source where source = :source order by provider desc")
                .bind("source", catalogue.source())
                .mapValue(String.class)
                .all()
                .collectList()
                .block();
        var changed = described("\"city\": \"Bergen\",", names.toArray(String[]::new));

        var id = transaction
                .execute(status -> {
                    status.setRollbackOnly();
                    return ofThisSource(institutions("order by id limit 1 for no key update"))
                            .then(Mono.fromCallable(() -> importer.accepted(
                                            importer.send("?verified=true", MediaType.APPLICATION_JSON, changed)))
                                    .subscribeOn(Schedulers.boundedElastic()))
                            .delayUntil(_ -> cast.waitedFor())
                            .delayUntil(_ ->
                                    ofThisSource(institutions("order by id desc limit 1 for no key update nowait")));
                })
                .single()
                .block();

        assertThat(importer.whenOver(id).providers().updated()).isEqualTo(2);
    }

    private static String institutions(String rest) {
        return "select id from provider where id in (select provider from provider_source where source = :source) "
                + rest;
    }

    /** @param more further members of each, each followed by a comma */
    private String described(String more, String... names) {
        return "{\"source\": \"%s\", \"providers\": [%s], \"offerings\": []}"
                .formatted(
                        catalogue.source(),
                        Arrays.stream(names)
                                .map(name -> "{%s \"externalId\": \"%s\", \"name\": \"College %2$s of %s\"}"
                                        .formatted(more, name, catalogue.source()))
                                .collect(Collectors.joining(", ")));
    }

    private Mono<Void> ofThisSource(String sql) {
        return database.sql(sql).bind("source", catalogue.source()).then();
    }
}
