package market.tessera.platform.identity;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Passwords as Argon2id hashes, with the parameters of OWASP's password storage cheat sheet. Hashing takes memory and time on purpose, so it runs on a few threads of its own, and a check takes as long
 * for an account that does not exist as for one that does.
 */
public final class Passwords implements DisposableBean {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int PARALLELISM = 1;
    private static final int AT_ONCE = 4;
    private static final int WAITING = 200;

    private final Argon2PasswordEncoder encoder;
    private final Scheduler threads = Schedulers.newBoundedElastic(AT_ONCE, WAITING, "passwords");
    private final Mono<String> nobodys =
            Mono.fromCallable(() -> encode("nobody's password")).cache();

    Passwords(int memoryKib, int iterations) {
        encoder = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, PARALLELISM, memoryKib, iterations);
    }

    public Mono<String> hash(String password) {
        return Mono.fromCallable(() -> encode(password)).subscribeOn(threads);
    }

    /** @param hash of the account, or null if there is none: the answer is then false, after as much work */
    public Mono<Boolean> matches(String password, @Nullable String hash) {
        return Mono.justOrEmpty(hash)
                .switchIfEmpty(nobodys)
                .map(known -> encoder.matches(password, known) && hash != null)
                .subscribeOn(threads);
    }

    private String encode(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
