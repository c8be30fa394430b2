package market.tessera.provider.offering;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import market.tessera.provider.PortalTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@PortalTest
class PublishedVersionTests {
    @Autowired
    private DatabaseClient database;

    @BeforeEach
    void aPublishedVersion() {
        var provider = UUID.randomUUID();
        var offering = UUID.randomUUID();
        execute("insert into provider (id, slug, profile) values ('%1$s', '%1$s', '{\"name\": \"A college\"}')"
                .formatted(provider));
        execute("insert into offering (id, provider, slug) values ('%1$s', '%2$s', '%1$s')"
                .formatted(offering, provider));
        execute("""
                insert into offering_version (offering, edition, elements, completeness, comparable_in, published_by)
                values ('%s', 1, '{"title": "Welding"}', 0.1, '{}', 'test')
                """.formatted(offering));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update offering_version set elements = '{\"title\": \"Changed\"}'",
                "update offering_version set published_at = now()",
                "delete from offering_version",
                "truncate offering_version cascade"
            })
    void canNeitherBeChangedNorRemoved(String change) {
        assertThatThrownBy(() -> execute(change)).hasStackTraceContaining("A published version never changes");
    }

    @Test
    void standsInTheWayOfAnotherOfTheSameEdition() {
        assertThatThrownBy(() -> execute("""
                        insert into offering_version (offering, edition, elements, completeness, comparable_in, published_by)
                        select offering, edition, elements, completeness, comparable_in, published_by from offering_version
                        """)).hasStackTraceContaining("offering_version_pkey");
    }

    private void execute(String sql) {
        database.sql(sql).then().block();
    }
}
