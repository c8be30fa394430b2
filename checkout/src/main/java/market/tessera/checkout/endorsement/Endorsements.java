package market.tessera.checkout.endorsement;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.endorsement.Endorsement.Institution;
import market.tessera.checkout.endorsement.Endorsement.State;
import market.tessera.checkout.endorsement.SignEndorsement.Signed;
import market.tessera.checkout.offer.Editions;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every endorsement that was ever asked for. Each step is a conditional update: of two who decide, one does. */
@Repository
public class Endorsements {
    private static final int MOST = 200;

    private static final String SELECT = """
            select e.id, e.provider, p.name as provider_name, e.endorser, o.name as endorser_name, e.offering, e.pathway, e.edition, e.title, e.note,
              e.state, e.asked_at, e.decided_at, e.comment
            from endorsement e join offer_provider p on p.id = e.provider join offer_provider o on o.id = e.endorser
            """;

    private final DatabaseClient database;
    private final Clock clock;

    Endorsements(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Given(Editions.Key edition, String credential) {}

    /** Those that a provider has asked for, newest first. */
    public Flux<Endorsement> askedBy(UUID provider) {
        return list("e.provider = :institution", provider);
    }

    /** Those that an institution was asked for, newest first. */
    public Flux<Endorsement> askedOf(UUID endorser) {
        return list("e.endorser = :institution and e.state <> 'TAKEN_BACK'", endorser);
    }

    /** Those that are in force. */
    public Flux<Endorsement> inForce(EndorsedEdition of) {
        return database.sql(
                        SELECT
                                + "where (e.offering = :id or e.pathway = :id) and e.edition = :edition and e.state = 'GIVEN' order by e.decided_at, e.id")
                .bind("id", of.id())
                .bind("edition", of.edition())
                .map(Endorsements::read)
                .all();
    }

    /** The credentials that go into badges of a pathway issued now. */
    public Mono<List<String>> given(EndorsedEdition.Pathway pathway) {
        return database.sql("""
                        select credential from endorsement where pathway = :pathway and edition = :edition and state = 'GIVEN'
                        order by decided_at, id
                        """)
                .bind("pathway", pathway.id())
                .bind("edition", pathway.edition())
                .mapValue(String.class)
                .all()
                .collectList();
    }

    /** The credentials that go into badges of courses issued now. */
    public Mono<Map<Editions.Key, List<String>>> given(Collection<Editions.Key> editions) {
        return database.sql("""
                        select e.offering, e.edition, e.credential
                        from unnest(:offerings::uuid[], :editions::int[]) as wanted (offering, edition)
                        join endorsement e on e.offering = wanted.offering and e.edition = wanted.edition and e.state = 'GIVEN'
                        order by e.decided_at, e.id
                        """)
                .bind("offerings", editions.stream().map(Editions.Key::offering).toArray(UUID[]::new))
                .bind("editions", editions.stream().map(Editions.Key::edition).toArray(Integer[]::new))
                .map(row -> new Given(edition(row), required(row, "credential", String.class)))
                .all()
                .collect(Collectors.groupingBy(
                        Given::edition, Collectors.mapping(Given::credential, Collectors.toList())));
    }

    /** What was signed, withdrawn or not. */
    public Mono<String> credential(UUID id) {
        return database.sql("select credential from endorsement where id = :id and credential is not null")
                .bind("id", id)
                .mapValue(String.class)
                .one();
    }

    Mono<Endorsement> find(UUID id) {
        return database.sql(SELECT + "where e.id = :id")
                .bind("id", id)
                .map(Endorsements::read)
                .one();
    }

    /** One that waits for that institution's word. */
    Mono<Endorsement> waiting(UUID id, UUID endorser) {
        return database.sql(SELECT + "where e.id = :id and e.endorser = :endorser and e.state = 'ASKED'")
                .bind("id", id)
                .bind("endorser", endorser)
                .map(Endorsements::read)
                .one();
    }

    /**
     * Asks for the edition that is public now. Emits the new request's id; nothing if the offering or pathway is not the provider's, the endorser not a
     * verified institution, or the same is asked or given already.
     */
    Mono<UUID> ask(UUID provider, UUID award, UUID endorser, String note, String by) {
        return database.sql("""
                        with award as (
                          select id as offering, cast(null as uuid) as pathway, edition, title from offer
                          where id = :award and provider = :provider and listed
                          union all
                          select null, w.id, w.edition, coalesce(w.award_name, w.title) from pathway w
                            join pathway_edition e on e.pathway = w.id and e.edition = w.edition
                          where w.id = :award and w.provider = :provider and w.listed)
                        insert into endorsement (id, provider, endorser, offering, pathway, edition, title, note, state, asked_by, asked_at)
                        select gen_random_uuid(), :provider, p.id, award.offering, award.pathway, award.edition, award.title, :note, 'ASKED', :by, :now
                        from award join offer_provider p on p.id = :endorser and p.verified and p.id <> :provider
                        on conflict do nothing returning id
                        """)
                .bind("note", note)
                .bind("by", by)
                .bind("now", clock.instant())
                .bind("endorser", endorser)
                .bind("award", award)
                .bind("provider", provider)
                .mapValue(UUID.class)
                .one();
    }

    /** False if it is not the provider's, or was decided meanwhile. */
    Mono<Boolean> takeBack(UUID id, UUID provider) {
        return database.sql(
                        "update endorsement set state = 'TAKEN_BACK' where id = :id and provider = :provider and state = 'ASKED'")
                .bind("id", id)
                .bind("provider", provider)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** False if it was not asked of that institution, or was decided or taken back meanwhile. */
    Mono<Boolean> decline(UUID id, UUID endorser, String by) {
        return database.sql("""
                        update endorsement set state = 'DECLINED', decided_by = :by, decided_at = :now
                        where id = :id and endorser = :endorser and state = 'ASKED'
                        """)
                .bind("by", by)
                .bind("now", clock.instant())
                .bind("id", id)
                .bind("endorser", endorser)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** As {@link #decline}, the other way. */
    Mono<Boolean> give(Endorsement asked, String comment, Signed signed, String by) {
        return database.sql("""
                        update endorsement set state = 'GIVEN', decided_by = :by, decided_at = :now, comment = :comment, list = :list,
                          position = :position, credential = :credential
                        where id = :id and endorser = :endorser and state = 'ASKED'
                        """)
                .bind("by", by)
                .bind("now", clock.instant())
                .bind("comment", comment)
                .bind("list", signed.slot().list())
                .bind("position", signed.slot().position())
                .bind("credential", signed.credential())
                .bind("id", asked.id())
                .bind("endorser", asked.endorser().id())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Emits its list; nothing if it is not that institution's, or not in force. */
    Mono<Integer> withdraw(UUID id, UUID endorser) {
        return database.sql("""
                        update endorsement set state = 'WITHDRAWN', withdrawn_at = :now
                        where id = :id and endorser = :endorser and state = 'GIVEN'
                        returning list
                        """)
                .bind("now", clock.instant())
                .bind("id", id)
                .bind("endorser", endorser)
                .mapValue(Integer.class)
                .one();
    }

    private Flux<Endorsement> list(String which, UUID institution) {
        return database.sql(SELECT + "where " + which + " order by e.asked_at desc, e.id limit :most")
                .bind("institution", institution)
                .bind("most", MOST)
                .map(Endorsements::read)
                .all();
    }

    private static Endorsement read(Readable row) {
        return new Endorsement(
                required(row, "id", UUID.class),
                new Institution(required(row, "provider", UUID.class), required(row, "provider_name", String.class)),
                new Institution(required(row, "endorser", UUID.class), required(row, "endorser_name", String.class)),
                of(row),
                required(row, "title", String.class),
                required(row, "note", String.class),
                State.valueOf(required(row, "state", String.class)),
                required(row, "asked_at", Instant.class),
                row.get("decided_at", Instant.class),
                row.get("comment", String.class));
    }

    private static EndorsedEdition of(Readable row) {
        var edition = required(row, "edition", Integer.class);
        var offering = row.get("offering", UUID.class);
        return offering == null
                ? new EndorsedEdition.Pathway(required(row, "pathway", UUID.class), edition)
                : new EndorsedEdition.Course(offering, edition);
    }

    private static Editions.Key edition(Readable row) {
        return new Editions.Key(required(row, "offering", UUID.class), required(row, "edition", Integer.class));
    }
}
