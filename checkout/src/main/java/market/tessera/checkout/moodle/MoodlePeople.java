package market.tessera.checkout.moodle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import market.tessera.checkout.enrollment.Enrollment.Learner;
import market.tessera.checkout.enrollment.NameParts;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Learners as users of a Moodle, found by their e-mail address. */
@Component
class MoodlePeople {
    private final MoodleCalls calls;

    MoodlePeople(MoodleCalls calls) {
        this.calls = calls;
    }

    /** The number of the user with that address; nothing if there is none. */
    Mono<Long> find(Moodle moodle, Learner learner) {
        return calls.call(
                        moodle,
                        "core_user_get_users_by_field",
                        Map.of("field", "email", "values[0]", learner.email().toLowerCase(Locale.ROOT)))
                .flatMap(found -> Mono.justOrEmpty(found.valueStream()
                        .filter(user -> !user.path("suspended").asBoolean(false))
                        .map(user -> user.path("id").asLong(0))
                        .filter(id -> id > 0)
                        .findFirst()));
    }

    /** As {@link #find}, made if there is none: Moodle sends the password. Who is made by somebody else meanwhile is found after all. */
    Mono<Long> findOrCreate(Moodle moodle, Learner learner) {
        return find(moodle, learner)
                .switchIfEmpty(Mono.defer(() -> create(moodle, learner)
                        .onErrorResume(
                                Unreachable.class,
                                failure -> MoodleCalls.is(failure, "invalidparameter")
                                        ? find(moodle, learner).switchIfEmpty(Mono.error(failure))
                                        : Mono.error(failure))));
    }

    private Mono<Long> create(Moodle moodle, Learner learner) {
        var name = NameParts.of(learner.name());
        return calls.call(
                        moodle,
                        "core_user_create_users",
                        Map.of(
                                "users[0][createpassword]",
                                "1",
                                "users[0][username]",
                                username(learner.email()),
                                "users[0][firstname]",
                                name.given(),
                                "users[0][lastname]",
                                name.family(),
                                "users[0][email]",
                                learner.email()))
                .map(made -> id(made.path(0)));
    }

    private static long id(JsonNode user) {
        var id = user.path("id").asLong(0);
        if (id <= 0) {
            throw new Unreachable(Reason.MALFORMED);
        }
        return id;
    }

    /** The address itself, if it has no signs that Moodle refuses in a user name. */
    static String username(String email) {
        var small = email.toLowerCase(Locale.ROOT);
        return small.matches("[a-z0-9@._-]{1,100}") ? small : "learner-" + hash(small);
    }

    private static String hash(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 10);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
