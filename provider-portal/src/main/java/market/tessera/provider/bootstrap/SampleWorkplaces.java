package market.tessera.provider.bootstrap;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Providers for whom a sandbox's people could work. */
@Repository
class SampleWorkplaces {
    private final DatabaseClient database;

    SampleWorkplaces(DatabaseClient database) {
        this.database = database;
    }

    /** @param externalId as the source calls it that brought it */
    record Workplace(UUID provider, String externalId) {}

    /**
     * The best one and another, as far as there are any and no import is on its way: where these people work already, else the one of that
     * external id, else the one with most offerings.
     */
    Mono<List<Workplace>> find(String externalId, List<String> people) {
        return database.sql("""
                        select p.id, s.external_id
                        from provider p
                        join lateral (select external_id from provider_source where provider = p.id order by source limit 1) s on true
                        where not exists (select from import_job where status in ('waiting', 'running'))
                        order by
                          exists (
                            select from membership m join staff on staff.id = m.staff
                            where m.provider = p.id and staff.email = any(:people)) desc,
                          s.external_id = :externalId desc,
                          (select count(*) from offering o where o.provider = p.id and o.status = 'published') desc,
                          p.name, p.id
                        limit 2
                        """)
                .bind("externalId", externalId)
                .bind("people", people.toArray(String[]::new))
                .map(row -> new Workplace(
                        Columns.required(row, "id", UUID.class), Columns.required(row, "external_id", String.class)))
                .all()
                .collectList();
    }
}
