package market.tessera.provider.onboarding;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.identity.PersonName;
import market.tessera.platform.identity.Token;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What institutions said of themselves. An application whose mail domain is not proven in time is forgotten. */
@Repository
class Applications {
    static final Duration LIFE = Duration.ofDays(3);

    private final DatabaseClient database;
    private final Clock clock;

    Applications(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The token of the link that proves the domain; it is not kept. The form has no mistakes. */
    Mono<Token> add(ApplicationForm form) {
        var token = Token.random();
        return database.sql("delete from provider_application where proven_at is null and expires_at <= :now")
                .bind("now", clock.instant())
                .then()
                .then(database.sql("""
                                insert into provider_application
                                  (id, token_hash, email, contact, legal_name, name, country, domain, registration, accreditation, quality,
                                   applied_at, expires_at)
                                values (:id, :hash, :email, :contact, :legalName, :name, :country, :domain, :registration, :accreditation,
                                  :quality, :now, :expires)
                                """)
                        .bind("id", UUID.randomUUID())
                        .bind("hash", token.hash())
                        .bind(
                                "email",
                                EmailAddress.parse(form.email()).orElseThrow().text())
                        .bind(
                                "contact",
                                PersonName.parse(form.contact()).orElseThrow().text())
                        .bind("legalName", ApplicationForm.trimmed(form.legalName()))
                        .bind("name", form.shownName())
                        .bind("country", ApplicationForm.trimmed(form.country()))
                        .bind(
                                "domain",
                                MailDomain.parse(form.domain()).orElseThrow().text())
                        .bind("registration", ApplicationForm.trimmed(form.registration()))
                        .bind("accreditation", ApplicationForm.trimmed(form.accreditation()))
                        .bind("quality", ApplicationForm.trimmed(form.quality()))
                        .bind("now", clock.instant())
                        .bind("expires", clock.instant().plus(LIFE))
                        .then())
                .thenReturn(token);
    }

    /** What is still to be proven by this link. */
    Mono<Application> find(Token token) {
        return database.sql(
                        "select * from provider_application where token_hash = :hash and proven_at is null and expires_at > :now")
                .bind("hash", token.hash())
                .bind("now", clock.instant())
                .map(Applications::application)
                .one();
    }

    /** As {@link #find(Token)}, and nobody else follows the link until the transaction ends. */
    Mono<Application> lock(Token token) {
        return database.sql("""
                        select * from provider_application where token_hash = :hash and proven_at is null and expires_at > :now for update
                        """)
                .bind("hash", token.hash())
                .bind("now", clock.instant())
                .map(Applications::application)
                .one();
    }

    Mono<Void> proven(UUID application, UUID provider) {
        return database.sql("update provider_application set proven_at = :now, provider = :provider where id = :id")
                .bind("now", clock.instant())
                .bind("provider", provider)
                .bind("id", application)
                .then();
    }

    /** Empty for a provider that came by an import. */
    Mono<Application> of(UUID provider) {
        return database.sql("select * from provider_application where provider = :provider")
                .bind("provider", provider)
                .map(Applications::application)
                .one();
    }

    private static Application application(Readable row) {
        return new Application(
                Columns.required(row, "id", UUID.class),
                row.get("provider", UUID.class),
                Columns.required(row, "email", String.class),
                Columns.required(row, "contact", String.class),
                Columns.required(row, "legal_name", String.class),
                Columns.required(row, "name", String.class),
                Columns.required(row, "country", String.class),
                Columns.required(row, "domain", String.class),
                Columns.required(row, "registration", String.class),
                Columns.required(row, "accreditation", String.class),
                Columns.required(row, "quality", String.class),
                Columns.required(row, "applied_at", Instant.class));
    }
}
