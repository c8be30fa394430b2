package market.tessera.provider.skills;

import io.r2dbc.spi.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.platform.vocabulary.EscoSkills;
import market.tessera.platform.vocabulary.EscoSkills.Skill;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code provider-portal --import-vocabulary=skills_en.csv}: takes ESCO's skills over and ends. Every portal that runs looks them up from then on. */
@Component
class ImportSkills implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ImportSkills.class);
    private static final String OPTION = "import-vocabulary";
    private static final int AT_ONCE = 200;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ImportSkills(DatabaseClient database, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        for (var file : Objects.requireNonNullElse(arguments.getOptionValues(OPTION), List.<String>of())) {
            take(Path.of(file));
        }
    }

    /** Puts the file in the place of the former one in its language, whole or not at all. */
    void take(Path file) throws IOException {
        var source = EscoSkills.source(file);
        var skills = EscoSkills.read(file);
        replace(source, skills).block();
        LOG.info("{} skills from {}, as {}", skills.size(), file, source);
    }

    private Mono<Void> replace(String source, List<Skill> skills) {
        var id = UUID.randomUUID();
        return database.sql("delete from skill_import where source = :source")
                .bind("source", source)
                .then()
                .then(database.sql(
                                "insert into skill_import (id, source, imported_at, skills) values (:id, :source, :now, :skills)")
                        .bind("id", id)
                        .bind("source", source)
                        .bind("now", clock.instant())
                        .bind("skills", skills.size())
                        .then())
                .thenMany(Flux.fromIterable(skills).buffer(AT_ONCE).concatMap(some -> insert(id, some)))
                .then()
                .as(transaction::transactional);
    }

    private Mono<Void> insert(UUID edition, List<Skill> skills) {
        return database.inConnection(connection -> {
            var statement = connection.createStatement("""
                    insert into skill_name (edition, uri, place, name)
                    select $1, $2, name.place - 1, name.name from unnest($3::text[]) with ordinality as name (name, place)
                    """);
            for (var at = 0; at < skills.size(); at++) {
                if (at > 0) {
                    statement.add();
                }
                statement
                        .bind(0, edition)
                        .bind(1, skills.get(at).uri())
                        .bind(2, skills.get(at).labels().toArray(String[]::new));
            }
            return Flux.from(statement.execute())
                    .concatMap(Result::getRowsUpdated)
                    .then();
        });
    }
}
