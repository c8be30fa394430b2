package market.tessera.provider.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the database itself shows and takes of other providers, whatever a query forgets to ask. */
@PortalTest
class TenancyTests {
    @Autowired
    private Cast cast;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transaction;

    private UUID nordkyst;
    private UUID another;

    @BeforeEach
    void twoInstitutionsWithAnOfferingEach() {
        nordkyst = cast.institution("Nordkyst");
        another = cast.institution("Another");
        for (var institution : List.of(nordkyst, another)) {
            cast.program(institution, null, Scope.WRITE)
                    .post(
                            "/api/v1/provider/offerings",
                            "{\"elements\": {\"title\": \"Offshore wind\"}, \"intakes\": [{\"selfPaced\": true}]}");
        }
    }

    @Test
    void hidesRowsOfOthersFromQueriesThatDoNotAsk() {
        var providers = as(nordkyst, "select provider from offering");
        var drafts = as(nordkyst, "select o.provider from offering_draft d join offering o on o.id = d.offering");

        assertThat(providers).containsExactly(nordkyst);
        assertThat(drafts).containsExactly(nordkyst);
        for (var table : List.of("offering_draft", "intake", "governance_event")) {
            assertThat(as(nordkyst, "select offering from " + table + " group by offering"))
                    .as(table)
                    .hasSize(1);
        }
        assertThat(as(nordkyst, "select subject from draft_contribution group by subject"))
                .hasSize(1);
        assertThat(as(nordkyst, "select id from provider")).containsExactly(nordkyst);
        assertThat(as(nordkyst, "select provider from api_key")).containsOnly(nordkyst);
    }

    @Test
    void changesNoRowsOfOthers() {
        assertThat(rows(nordkyst, "update offering set slug = slug || '-mine'")).isEqualTo(1);
        assertThat(rows(nordkyst, "delete from intake where offering in (select id from offering)"))
                .isEqualTo(1);
        assertThatThrownBy(() -> rows(
                        nordkyst,
                        "insert into offering (id, provider, slug) values (gen_random_uuid(), '%s', '%s')"
                                .formatted(another, UUID.randomUUID())))
                .isInstanceOf(NonTransientDataAccessException.class);
    }

    @Test
    void showsNothingToThoseWhoWorkForNobody() {
        assertThat(ids("select provider from offering", Tenants.of(List.of()))).isEmpty();
    }

    @Test
    void neverServesOneWithAConnectionOfAnother() {
        var seen = Flux.fromStream(IntStream.range(0, 200).boxed())
                .flatMap(
                        number -> {
                            var institution = number % 2 == 0 ? nordkyst : another;
                            var query = query("select provider from offering").collectList();
                            return (number % 3 == 0 ? transaction.transactional(query) : query)
                                    .map(found -> found.equals(List.of(institution)))
                                    .contextWrite(Tenants.of(List.of(institution))::in);
                        },
                        20)
                .collectList()
                .block();

        assertThat(seen).hasSize(200).containsOnly(true);
    }

    @Test
    void isAskedOfEveryTableThatHasRowsOfProviders() {
        var unprotected = database.sql("""
                        select distinct c.relname from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'catalog'
                        join pg_attribute a on a.attrelid = c.oid and a.attname in ('provider', 'offering', 'pathway', 'import', 'enrollment')
                        where c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)
                        order by 1
                        """)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();

        assertThat(unprotected)
                .as(
                        "who works where and what accounts did is asked before anybody works for a provider; answers are kept by caller")
                .containsExactlyInAnyOrder("membership", "security_audit", "idempotent_request");
    }

    private List<UUID> as(UUID institution, String sql) {
        return ids(sql, Tenants.of(List.of(institution)));
    }

    private List<UUID> ids(String sql, Tenants tenants) {
        return query(sql).collectList().contextWrite(tenants::in).block();
    }

    private Flux<UUID> query(String sql) {
        return database.sql(sql).map(row -> row.get(0, UUID.class)).all();
    }

    private long rows(UUID institution, String sql) {
        return Mono.from(database.sql(sql).fetch().rowsUpdated())
                .contextWrite(Tenants.of(List.of(institution))::in)
                .block();
    }
}
