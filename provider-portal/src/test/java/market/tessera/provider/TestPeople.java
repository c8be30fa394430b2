package market.tessera.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.tessera.platform.identity.Passwords;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.platform.identity.Token;
import market.tessera.provider.access.ApiKeys;
import market.tessera.provider.access.KeyWish;
import market.tessera.provider.access.Scope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Institutions and people for tests, and browsers in which they are signed in. */
@TestConfiguration(proxyBeanMethods = false)
public class TestPeople {
    public static final String PASSWORD = "a sentence of the tests";

    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    /** Reads every answer whole: of one whose status only is looked at, Netty would report the buffer as leaked. */
    @Bean
    WebTestClientBuilderCustomizer wholeAnswers() {
        return web -> web.filter(ExchangeFilterFunction.ofResponseProcessor(TestPeople::whole));
    }

    private static Mono<ClientResponse> whole(ClientResponse answer) {
        return DataBufferUtils.join(answer.body(BodyExtractors.toDataBuffers()))
                .map(TestPeople::bytes)
                .defaultIfEmpty(new byte[0])
                .map(body -> answer.mutate()
                        .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
                        .build());
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    @Bean
    Cast cast(DatabaseClient database, SessionTokens tokens, Passwords passwords, WebTestClient web, ApiKeys keys) {
        return new Cast(database, tokens, passwords.hash(PASSWORD).block(), web, keys);
    }

    /** @param hash of {@link #PASSWORD} */
    public record Cast(DatabaseClient database, SessionTokens tokens, String hash, WebTestClient web, ApiKeys keys) {

        /** A verified institution of its own. */
        public UUID institution(String name) {
            var id = UUID.randomUUID();
            database.sql("""
                            insert into provider (id, slug, profile, verified_at, evidence)
                            values (:id, :slug, jsonb_build_object('name', :name::text, 'country', 'NO'), now(), 'test')
                            """)
                    .bind("id", id)
                    .bind("slug", "p-" + id)
                    .bind("name", name)
                    .then()
                    .block();
            return id;
        }

        /** As if somebody had applied for the institution and read a mail there. */
        public void proveDomain(UUID institution, String domain) {
            database.sql("""
                            insert into provider_application (id, token_hash, provider, email, contact, legal_name, name, country, domain,
                              registration, accreditation, quality, applied_at, expires_at, proven_at)
                            values (:id, sha256(:hash::bytea), :id, 'rector@' || :domain, 'R', 'N', 'N', 'NO', :domain, '1', '1', '1',
                              now(), now(), now())
                            """)
                    .bind("id", institution)
                    .bind("hash", institution.toString())
                    .bind("domain", domain)
                    .then()
                    .block();
        }

        public Person person(String name, UUID institution, Role... roles) {
            var person = account(name, false);
            Arrays.stream(roles).forEach(role -> join(person, institution, role));
            return new Person(
                    person.id(),
                    Person.Kind.STAFF,
                    person.email(),
                    name,
                    Arrays.stream(roles)
                            .map(role -> institution + ":" + role.key())
                            .collect(Collectors.toSet()));
        }

        public Person operator(String name) {
            return account(name, true);
        }

        /** Accepts an invitation as somebody new; a second proof, if the role needs one, is waived. */
        public Browser join(String token, String name, String password) {
            var given = nobody().post("/portal/join", "token", token, "name", name, "password", password)
                    .expectStatus()
                    .isSeeOther()
                    .returnResult(Void.class)
                    .getResponseCookies();
            var session = given.getFirst("tessera_staff");
            return session == null
                    ? waived(new Token(given.getFirst("tessera_pending").getValue()))
                    : nobody().with("tessera_staff", session.getValue());
        }

        private Browser waived(Token pending) {
            return database.sql("""
                            update staff set exempt = true
                            where id = (select staff from pending_sign_in where token_hash = :hash) returning id, email, name
                            """)
                    .bind("hash", pending.hash())
                    .map(row -> new Person(
                            row.get("id", UUID.class),
                            Person.Kind.STAFF,
                            row.get("email", String.class),
                            row.get("name", String.class),
                            Set.of()))
                    .one()
                    .map(this::signedIn)
                    .block();
        }

        /** The same person, of whom a second proof is asked where the role needs it. */
        public Person asked(Person person) {
            database.sql("update staff set exempt = false where id = :id")
                    .bind("id", person.id())
                    .then()
                    .block();
            return person;
        }

        public Browser signedIn(Person person) {
            var session = tokens.signIn(person);
            return new Browser(web, Map.of(session.getName(), session.getValue()));
        }

        /** A program of an institution. */
        public Program program(UUID institution, @Nullable UUID issuedBy, Scope... scopes) {
            var wish = new KeyWish("A program", institution, Set.of(scopes), issuedBy, null);
            return Program.with(web, keys.issue(wish).block().secret());
        }

        /** The same program, having read nothing. */
        public Program again(Program program) {
            return Program.with(web, program.key());
        }

        public long count(String sql, String id) {
            return database.sql(sql)
                    .bind("id", id)
                    .map(row -> row.get(0, Long.class))
                    .one()
                    .block();
        }

        /** What the pattern finds in the latest mail that waits for this address. */
        public String mail(String to, Pattern pattern) {
            var text = database.sql(
                            "select text from outbox_mail where recipient = :to order by created_at desc limit 1")
                    .bind("to", to)
                    .map(row -> row.get(0, String.class))
                    .one()
                    .block();
            var found = pattern.matcher(text);
            assertThat(found.find()).as(text).isTrue();
            return found.group();
        }

        /** Subjects of the mails that wait for this person, the oldest first. */
        public List<String> letters(Person to) {
            return database.sql("select subject from outbox_mail where recipient = :to order by created_at")
                    .bind("to", to.email())
                    .map(row -> row.get(0, String.class))
                    .all()
                    .collectList()
                    .block();
        }

        /** Completes when somebody waits for what the caller's transaction has locked; fails where nobody does. */
        public Mono<Void> waitedFor() {
            return database.sql(
                            "select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))")
                    .map(row -> row.get(0, Long.class))
                    .one()
                    .filter(waiting -> waiting > 0)
                    .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(20)))
                    .timeout(Duration.ofMinutes(3))
                    .then();
        }

        public Browser nobody() {
            return new Browser(web, Map.of());
        }

        public void join(Person person, UUID institution, Role role) {
            database.sql("insert into membership (staff, provider, role) values (:staff, :provider, :role)")
                    .bind("staff", person.id())
                    .bind("provider", institution)
                    .bind("role", role.key())
                    .then()
                    .block();
        }

        private Person account(String name, boolean operator) {
            var id = UUID.randomUUID();
            database.sql("""
                            insert into staff (id, email, name, password_hash, operator, sessions_from, exempt, version)
                            values (:id, :email, :name, :hash, :operator, :now, true, 0)
                            """)
                    .bind("id", id)
                    .bind("email", id + "@staff.example")
                    .bind("name", name)
                    .bind("hash", hash)
                    .bind("operator", operator)
                    .bind("now", Instant.EPOCH)
                    .then()
                    .block();
            return new Person(
                    id, Person.Kind.STAFF, id + "@staff.example", name, operator ? Set.of("operator") : Set.of());
        }
    }
}
