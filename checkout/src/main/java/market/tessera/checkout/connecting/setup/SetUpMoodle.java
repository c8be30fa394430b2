package market.tessera.checkout.connecting.setup;

import java.util.List;
import java.util.UUID;
import market.tessera.checkout.connecting.setup.ConnectionModel.Happened;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connection.Standing;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.moodle.MoodleSite;
import market.tessera.checkout.moodle.Moodles;
import market.tessera.platform.outbound.Outbound;
import market.tessera.platform.outbound.Unreachable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Says where a Moodle is and what it knows us by, and finds its courses. */
@Service
class SetUpMoodle {
    private static final int LONGEST_TOKEN = 200;
    private static final int LONGEST_COURSE = 255;

    private final Connections connections;
    private final Moodles moodles;
    private final MoodleSite site;
    private final TestConnection test;
    private final Outbound outbound;

    SetUpMoodle(Connections connections, Moodles moodles, MoodleSite site, TestConnection test, Outbound outbound) {
        this.connections = connections;
        this.moodles = moodles;
        this.site = site;
        this.test = test;
        this.outbound = outbound;
    }

    /** What was taken is tried at once. */
    Mono<Happened> connect(Connection connection, String typed, String token) {
        var address = outbound.address(typed).filter(found -> found.getQuery() == null);
        if (address.isEmpty()) {
            return Mono.just(Happened.mistaken(typed, new Mistake("address", "connections.mistake.address")));
        }
        if (!token.matches("[\\x21-\\x7e]{8," + LONGEST_TOKEN + "}")) {
            return Mono.just(Happened.mistaken(typed, new Mistake("token", "connections.mistake.token")));
        }
        return moodles.put(connection.id(), address.get(), token)
                .then(connections.step(connection.provider(), connection.id(), List.of(Standing.DRAFT), Standing.READY))
                .then(test.test(connection)
                        .map(Happened.done("registered")::tested)
                        .defaultIfEmpty(Happened.done("registered")));
    }

    /**
     * Which of its courses is for an offering.
     *
     * @param typed its number or short name
     * @return what the page says of it
     */
    Mono<String> choose(Connection connection, @Nullable UUID offering, String typed) {
        return (offering == null || typed.isEmpty() || typed.length() > LONGEST_COURSE
                        ? Mono.just(false)
                        : site.choose(connection.id(), offering, typed))
                .map(chosen -> chosen ? "courseChosen" : "noSuchCourse")
                .onErrorResume(
                        Unreachable.class,
                        failure -> connections.failed(connection.id(), failure).thenReturn("courseUnknown"));
    }
}
