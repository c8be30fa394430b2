package market.tessera.checkout.pathway;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment.Learner;
import market.tessera.checkout.pathway.Part.Earned;
import market.tessera.platform.eventlog.LoggedEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Checkout's copy of the catalogue's pathways, and what learners have of them. */
@Repository
class Pathways {
    private static final String COPY = """
            with told as (
              select p.*, (provider->>'id')::uuid as provider_id
              from jsonb_to_record(:data::jsonb) as p (id uuid, status text, edition int, provider jsonb, title text, summary text,
                rule jsonb, offerings jsonb, pathways jsonb, award jsonb)),
            written as (
              insert into pathway (id, version, listed, edition, provider, provider_slug, provider_name, title, summary, rule, rule_n,
                rule_framework, rule_points, award_name, award_institution)
              select id, :version, status = 'published', coalesce(edition, 1), provider_id, provider->>'slug', provider->>'name', title, summary, rule->>'type',
                (rule->>'n')::int, rule->>'framework', (rule->>'points')::numeric, award->>'name', award->>'institution'
              from told
              on conflict (id) do update set version = excluded.version, listed = excluded.listed, edition = excluded.edition,
                provider = excluded.provider, provider_slug = excluded.provider_slug, provider_name = excluded.provider_name,
                title = excluded.title, summary = excluded.summary, rule = excluded.rule, rule_n = excluded.rule_n, rule_framework = excluded.rule_framework,
                rule_points = excluded.rule_points, award_name = excluded.award_name, award_institution = excluded.award_institution
              where pathway.version <= excluded.version
              returning id),
            parts as (
              select written.id as pathway, offering::uuid, place
              from written join told on told.id = written.id,
                jsonb_array_elements_text(told.offerings) with ordinality as part (offering, place)),
            gone as (
              delete from pathway_part p using written
              where p.pathway = written.id and p.offering not in (select offering from parts)),
            inners as (
              select written.id as pathway, contained::uuid, place
              from written join told on told.id = written.id,
                jsonb_array_elements_text(told.pathways) with ordinality as part (contained, place)),
            gone_inners as (
              delete from pathway_inner p using written
              where p.pathway = written.id and p.contained not in (select contained from inners)),
            written_inners as (
              insert into pathway_inner (pathway, contained, place)
              select pathway, contained, min(place) from inners group by pathway, contained
              on conflict (pathway, contained) do update set place = excluded.place)
            insert into pathway_part (pathway, offering, place)
            select pathway, offering, min(place) from parts group by pathway, offering
            on conflict (pathway, offering) do update set place = excluded.place
            """;

    /** Of several badges of one course the first that is in force counts. Of a part that is a pathway, its badge. */
    private static final String WALKED = """
            select w.*, part.id as part, coalesce(o.title, c.title) as part_title, o.slug as offering_slug, b.id as badge, b.title as badge_title,
              b.account, b.name, b.email, b.locale,
              coalesce(s.snapshot->'elements'->'credit'->>'framework', c.rule_framework) as framework,
              coalesce(cast(s.snapshot->'elements'->'credit'->>'points' as numeric), c.rule_points) as points,
              cast(s.snapshot->'elements'->'credit'->>'ects' as numeric) as ects
            from pathway w
              join pathway_element part on part.pathway = w.id
              left join offer o on o.id = part.offering
              left join pathway c on c.id = part.contained
              left join lateral (
                select badge.id, badge.issued_at, badge.title, badge.offering, badge.edition, e.learner as account, e.name, e.email, e.locale
                from enrollment e join badge on badge.enrollment = e.id
                where e.learner = :learner and e.offering = part.offering and badge.revoked_at is null
                union all
                select badge.id, badge.issued_at, badge.title, null, null, badge.learner, whose.name, whose.email, whose.locale
                from badge cross join lateral (
                  select e.name, e.email, e.locale from enrollment e where e.learner = badge.learner order by e.id limit 1) whose
                where badge.learner = :learner and badge.pathway = part.contained and badge.revoked_at is null
                order by issued_at, id limit 1) b on true
              left join offer_edition s on s.offer = b.offering and s.edition = b.edition
            """;

    private static final String IN_ORDER = "part.kind, part.place, part.id";

    private final DatabaseClient database;
    private final PathwayEditions editions;

    Pathways(DatabaseClient database, PathwayEditions editions) {
        this.database = database;
        this.editions = editions;
    }

    /** Writes what the catalogue says, unless something newer is there. */
    Mono<Void> copy(LoggedEvent event) {
        return database.sql(COPY)
                .bind("version", event.version())
                .bind("data", event.data().toString())
                .then()
                .then(editions.keep(event.data()));
    }

    /** The pathway as that learner walks it. */
    Mono<Pathway> find(UUID pathway, UUID learner) {
        return database.sql(WALKED + "where w.id = :pathway order by " + IN_ORDER)
                .bind("learner", learner)
                .bind("pathway", pathway)
                .map(Walked::of)
                .all()
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .map(Walked::together);
    }

    /** Those that the learner has begun: with a place in one of the courses, or of a pathway that is a part. By title. */
    Flux<Pathway> begunBy(UUID learner) {
        return database.sql(WALKED + """
                        where w.id in (
                          with recursive begun (pathway) as (
                            select part.pathway from enrollment e join pathway_part part on part.offering = e.offering
                            where e.learner = :learner and e.state in ('CONFIRMED', 'ACTIVE', 'COMPLETED')
                            union
                            select outside.pathway from pathway_inner outside join begun on begun.pathway = outside.contained)
                          select pathway from begun)
                        order by w.title, w.id,
                        """ + IN_ORDER)
                .bind("learner", learner)
                .map(Walked::of)
                .all()
                .bufferUntilChanged(row -> row.pathway().id())
                .map(Walked::together);
    }

    /** One row of {@link #WALKED}: a pathway without its parts, and one of them. */
    private record Walked(Pathway pathway, Part part) {
        static Walked of(Readable row) {
            return new Walked(
                    new Pathway(
                            required(row, "id", UUID.class),
                            required(row, "listed", Boolean.class),
                            required(row, "edition", Integer.class),
                            new Pathway.Provider(
                                    required(row, "provider", UUID.class),
                                    required(row, "provider_slug", String.class),
                                    required(row, "provider_name", String.class)),
                            required(row, "title", String.class),
                            row.get("summary", String.class),
                            Rule.of(
                                    required(row, "rule", String.class),
                                    row.get("rule_n", Integer.class),
                                    row.get("rule_framework", String.class),
                                    row.get("rule_points", BigDecimal.class)),
                            row.get("award_name", String.class),
                            List.of()),
                    new Part(
                            required(row, "part", UUID.class),
                            row.get("part_title", String.class),
                            row.get("offering_slug", String.class),
                            row.get("badge", UUID.class) == null ? null : earned(row)));
        }

        static Pathway together(List<Walked> rows) {
            var first = rows.getFirst().pathway();
            return new Pathway(
                    first.id(),
                    first.listed(),
                    first.edition(),
                    first.provider(),
                    first.title(),
                    first.summary(),
                    first.rule(),
                    first.award(),
                    rows.stream().map(Walked::part).toList());
        }

        private static Earned earned(Readable row) {
            return new Earned(
                    required(row, "badge", UUID.class),
                    required(row, "badge_title", String.class),
                    new Learner(
                            required(row, "account", UUID.class),
                            required(row, "name", String.class),
                            required(row, "email", String.class),
                            Locale.forLanguageTag(required(row, "locale", String.class))),
                    credit(row));
        }

        private static Optional<Rule.Credit> credit(Readable row) {
            var framework = row.get("framework", String.class);
            var points = row.get("points", BigDecimal.class);
            return framework == null || points == null
                    ? Optional.empty()
                    : Optional.of(
                            new Rule.Credit(framework, points, Optional.ofNullable(row.get("ects", BigDecimal.class))));
        }

        private static <T> T required(Readable row, String column, Class<T> type) {
            return Objects.requireNonNull(row.get(column, type), column);
        }
    }
}
