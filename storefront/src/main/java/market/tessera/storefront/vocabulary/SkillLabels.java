package market.tessera.storefront.vocabulary;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.vocabulary.EscoSkills.Skill;
import market.tessera.storefront.vocabulary.Vocabulary.Entry;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Labels of skills that were imported from a published classification, in whole editions. */
@Repository
class SkillLabels {
    private static final int AT_ONCE = 500;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;

    SkillLabels(DatabaseClient database, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Names the imports that are there; empty text if there are none. */
    Mono<String> imports() {
        return database.sql("select coalesce(string_agg(id::text, ' ' order by source), '') from vocabulary_import")
                .mapValue(String.class)
                .one();
    }

    Flux<Entry> all() {
        return database.sql("select labels from skill_label order by import, uri")
                .map(row -> row.get("labels", String[].class))
                .all()
                .map(labels -> Entry.same(List.of(labels)));
    }

    /**
     * Puts an edition in the place of the source's former one, whole or not at all.
     *
     * @param source such as {@code esco-en}
     */
    Mono<Void> replace(String source, List<Skill> skills) {
        var id = UUID.randomUUID();
        var begin = database.sql("delete from vocabulary_import where source = :source")
                .bind("source", source)
                .then()
                .then(database.sql(
                                "insert into vocabulary_import (id, source, imported_at, skills) values (:id, :source, :now, :skills)")
                        .bind("id", id)
                        .bind("source", source)
                        .bind("now", clock.instant())
                        .bind("skills", skills.size())
                        .then());
        var fill = Flux.fromIterable(skills).buffer(AT_ONCE).concatMap(some -> insert(id, some));
        return begin.thenMany(fill).then().as(transaction::transactional);
    }

    private Mono<Void> insert(UUID id, List<Skill> skills) {
        return database.inConnection(connection -> {
            var statement =
                    connection.createStatement("insert into skill_label (import, uri, labels) values ($1, $2, $3)");
            for (var at = 0; at < skills.size(); at++) {
                if (at > 0) {
                    statement.add();
                }
                statement
                        .bind(0, id)
                        .bind(1, skills.get(at).uri())
                        .bind(2, skills.get(at).labels().toArray(String[]::new));
            }
            return Flux.from(statement.execute())
                    .concatMap(io.r2dbc.spi.Result::getRowsUpdated)
                    .then();
        });
    }
}
