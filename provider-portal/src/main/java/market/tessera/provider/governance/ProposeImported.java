package market.tessera.provider.governance;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.provider.catalogue.OfferingFeed.Proposal;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.review.Action;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Proposes what a file of the provider says, a batch at a time: the next edition goes to the reviewers, as if the person who sent the file had
 * written it. Files that a proposal does not name stay as they are, and so does a draft that somebody else has written on. To be called within a transaction.
 */
@Component
public class ProposeImported {
    private final DatabaseClient database;
    private final Clock clock;

    ProposeImported(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The offerings of which a draft is in review now.
     *
     * @param answersFor who sent the file, or for whose key
     * @param name of the import, for the history
     */
    public Mono<Set<UUID>> propose(List<Proposal> proposals, UUID answersFor, String name) {
        if (proposals.isEmpty()) {
            return Mono.just(Set.of());
        }
        return database.sql("""
                        with given as (
                          select * from json_to_recordset(:rows::json) as g (offering uuid, elements jsonb, provenance jsonb)),
                        drafted as (
                          insert into offering_draft as d
                            (offering, elements, provenance, state, based_on, author, created_at, updated_at)
                          select g.offering, files_of(coalesce(d.elements, v.elements, '{}')) || g.elements, g.provenance, 'in-review', o.edition,
                            :by, :now, :now
                          from given g join offering o on o.id = g.offering
                          left join offering_draft d on d.offering = o.id
                          left join offering_version v on v.offering = o.id and v.edition = o.edition
                          on conflict (offering) do update set
                            elements = excluded.elements, provenance = excluded.provenance, state = 'in-review', publish_at = null,
                            revision = d.revision + 1, updated_at = excluded.updated_at
                          where not exists (
                            select from draft_contribution c where c.subject = d.offering and c.actor <> :by)
                          returning offering, elements),
                        contributed as (
                          insert into draft_contribution (subject, actor, at) select offering, :by, :now from drafted
                          on conflict (subject, actor) do update set at = excluded.at),
                        reviewed as (
                          insert into draft_review (subject, round, step, proposed_by, since)
                          select offering, 1, 0, :by, :now from drafted
                          on conflict (subject) do update set
                            round = draft_review.round + 1, step = 0, proposed_by = excluded.proposed_by, since = excluded.since),
                        recorded as (
                          insert into governance_event (offering, at, actor, name, action, elements)
                          select offering, :now, :by, :name, :action, elements from drafted)
                        select offering from drafted
                        """)
                .bind("rows", CatalogueFormat.JSON.writeValueAsString(proposals))
                .bind("by", answersFor)
                .bind("name", name)
                .bind("action", Action.PROPOSED.name())
                .bind("now", clock.instant())
                .map(row -> Columns.required(row, "offering", UUID.class))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }
}
