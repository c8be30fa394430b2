package market.tessera.provider.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.money.Money;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.offering.Mode;
import market.tessera.provider.provider.CatalogueFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Makes the intakes that a source knows of the intakes of its offerings: new ones are added, others changed, missing ones closed. */
@Component
class IntakeFeed {
    /** Of the table, as far as a source knows of them. */
    static final String COLUMNS =
            "id, external_id, self_paced, starts, ends, closes, seats, waitlist, mode, place, time_zone, price, teachers";

    /** Rows {@code i} of {@link #COLUMNS}, from the JSON of {@link Run}s. */
    static final String ROWS = """
            jsonb_to_recordset(%s) as i (
              id uuid, external_id text, self_paced boolean, starts date, ends date, closes date, seats int, waitlist boolean, mode text, place text,
              time_zone text, price jsonb, teachers text[])
            """;

    private final DatabaseClient database;

    IntakeFeed(DatabaseClient database) {
        this.database = database;
    }

    record Entry(UUID offering, List<IntakeTerms> intakes) {}

    /** A row of the table. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Run(
            UUID id,
            String externalId,
            boolean selfPaced,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            @Nullable LocalDate closes,
            @Nullable Integer seats,
            boolean waitlist,
            @Nullable Mode mode,
            @Nullable String place,
            @Nullable ZoneId timeZone,
            @Nullable Money price,
            List<String> teachers) {

        static Run of(String key, IntakeTerms terms) {
            return new Run(
                    UUID.randomUUID(),
                    key,
                    terms.openEnded(),
                    terms.starts(),
                    terms.ends(),
                    terms.closes(),
                    terms.seats(),
                    Boolean.TRUE.equals(terms.waitlist()),
                    terms.mode(),
                    terms.place(),
                    terms.timeZone(),
                    terms.price(),
                    terms.teachers());
        }
    }

    Mono<Void> replace(List<Entry> entries) {
        var rows = entries.stream()
                .map(entry -> new Rows(entry.offering(), runs(entry.intakes())))
                .toList();
        return database.sql("""
                        with given as materialized (
                          select g.offering, i.* from jsonb_to_recordset(:rows::jsonb) as g (offering uuid, runs jsonb)
                          cross join lateral %s),
                        closed as (
                          update intake i set closed_at = now()
                          where i.offering = any(:offerings) and i.closed_at is null and i.external_id is not null
                            and not exists (select from given g where g.offering = i.offering and g.external_id = i.external_id))
                        insert into intake (offering, %s) select offering, %2$s from given
                        on conflict (offering, external_id) do update set
                          self_paced = excluded.self_paced, starts = excluded.starts, ends = excluded.ends, closes = excluded.closes,
                          seats = excluded.seats, waitlist = excluded.waitlist, mode = excluded.mode, place = excluded.place, time_zone = excluded.time_zone,
                          price = excluded.price, teachers = excluded.teachers, closed_at = null
                        """.formatted(ROWS.formatted("g.runs"), COLUMNS))
                .bind("rows", CatalogueFormat.JSON.writeValueAsString(rows))
                .bind("offerings", entries.stream().map(Entry::offering).toArray(UUID[]::new))
                .then();
    }

    private record Rows(UUID offering, List<Run> runs) {}

    /** An intake that the source does not name is known by its first day; of several that are known by the same, the first counts. */
    static List<Run> runs(List<IntakeTerms> intakes) {
        var keys = new HashSet<String>();
        return intakes.stream()
                .filter(terms -> keys.add(key(terms)))
                .map(terms -> Run.of(key(terms), terms))
                .toList();
    }

    private static String key(IntakeTerms terms) {
        if (terms.externalId() != null) {
            return terms.externalId();
        }
        return terms.starts() == null ? "open" : terms.starts().toString();
    }
}
