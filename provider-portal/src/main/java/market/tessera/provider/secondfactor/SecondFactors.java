package market.tessera.provider.secondfactor;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.platform.identity.Vault;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Digest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The second proofs that people have set up. Secrets are sealed, recovery codes kept as hashes; a code counts once. Throttling is the caller's. */
@Service
public class SecondFactors {
    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_BYTES = 10;
    private static final int RECOVERY_CODES = 10;

    private final DatabaseClient database;
    private final Vault vault;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(DatabaseClient database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /** What the app has to learn; the same until it is confirmed. Empty if there is a confirmed one. */
    @Transactional
    public Mono<Enrolment> begin(UUID staff, String email) {
        return database.sql("""
                        insert into second_factor (staff, secret) values (:staff, :secret) on conflict (staff) do nothing
                        """)
                .bind("staff", staff)
                .bind("secret", vault.seal(bytes(SECRET_BYTES), place(staff)))
                .then()
                .then(secret(staff, "confirmed_at is null"))
                .map(known -> Enrolment.of(known, email));
    }

    /**
     * Ends the setting up, if the app has learned the secret; then the recovery codes, which are not kept. Sessions that began with a password alone
     * are over.
     */
    @Transactional
    public Mono<List<String>> confirm(UUID staff, String code) {
        return secret(staff, "confirmed_at is null")
                .filterWhen(known -> use(staff, known, code))
                .flatMap(_ -> database.sql("update second_factor set confirmed_at = :now where staff = :staff")
                        .bind("now", clock.instant())
                        .bind("staff", staff)
                        .then()
                        .then(asked(staff, true))
                        .then(endSessions(staff))
                        .then(newRecoveryCodes(staff)));
    }

    /** Whether the code is one of the app, or a recovery code; it counts no second time. */
    @Transactional
    public Mono<Boolean> check(UUID staff, String typed) {
        var code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return code.length() == Totp.DIGITS
                ? secret(staff, "confirmed_at is not null")
                        .flatMap(known -> use(staff, known, code))
                        .defaultIfEmpty(false)
                : recover(staff, code);
    }

    /** Ten others; those before open nothing any more. */
    @Transactional
    public Mono<List<String>> newRecoveryCodes(UUID staff) {
        var codes = Stream.generate(() -> Base32.of(bytes(RECOVERY_BYTES)))
                .limit(RECOVERY_CODES)
                .toList();
        return database.sql("delete from recovery_code where staff = :staff")
                .bind("staff", staff)
                .then()
                .thenMany(Flux.fromIterable(codes))
                .concatMap(code -> database.sql("insert into recovery_code (staff, hash) values (:staff, :hash)")
                        .bind("staff", staff)
                        .bind("hash", hash(staff, code))
                        .then())
                .then(Mono.fromSupplier(
                        () -> codes.stream().map(SecondFactors::readable).toList()));
    }

    public Mono<Long> recoveryCodesLeft(UUID staff) {
        return database.sql("select count(*) from recovery_code where staff = :staff")
                .bind("staff", staff)
                .map(row -> Columns.required(row, "count", Long.class))
                .one();
    }

    /** Nothing is asked of the person any more, and nothing of what was set up counts. */
    @Transactional
    public Mono<Void> remove(UUID staff) {
        return database.sql("delete from second_factor where staff = :staff")
                .bind("staff", staff)
                .then()
                .then(database.sql("delete from recovery_code where staff = :staff")
                        .bind("staff", staff)
                        .then())
                .then(asked(staff, false));
    }

    private Mono<Void> asked(UUID staff, boolean asked) {
        return database.sql("update staff set second_factor = :asked, version = version + 1 where id = :staff")
                .bind("asked", asked)
                .bind("staff", staff)
                .then();
    }

    /** To the millisecond, as sessions are dated. */
    private Mono<Void> endSessions(UUID staff) {
        return database.sql("update staff set sessions_from = :now, version = version + 1 where id = :id")
                .bind("now", clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .bind("id", staff)
                .then();
    }

    private Mono<Boolean> use(UUID staff, byte[] secret, String code) {
        var step = Totp.stepOf(secret, code, clock.instant());
        return step.isEmpty()
                ? Mono.just(false)
                : database.sql("update second_factor set last_step = :step where staff = :staff and last_step < :step")
                        .bind("step", step.getAsLong())
                        .bind("staff", staff)
                        .fetch()
                        .rowsUpdated()
                        .map(count -> count == 1);
    }

    private Mono<Boolean> recover(UUID staff, String code) {
        return database.sql("delete from recovery_code where staff = :staff and hash = :hash")
                .bind("staff", staff)
                .bind("hash", hash(staff, code))
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    private Mono<byte[]> secret(UUID staff, String which) {
        return database.sql("select secret from second_factor where staff = :staff and " + which)
                .bind("staff", staff)
                .map(row -> vault.open(Columns.bytes(row, "secret"), place(staff)))
                .one();
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hash(UUID staff, String code) {
        return Digest.of(staff + " " + code);
    }

    private static String readable(String code) {
        return code.toLowerCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1-");
    }

    private static String place(UUID staff) {
        return "second factor " + staff;
    }
}
