package market.tessera.checkout.connecting;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.offer.Offer.Seller;
import market.tessera.checkout.offer.Offers;
import market.tessera.platform.identity.Person;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whose connections somebody may see and change: an administrator those of the own providers, the operator all. */
@Component
public class ConnectionAccess {
    private static final Pattern ADMINISTERED = Pattern.compile("([0-9a-f-]{36}):administrator");

    private final Offers offers;
    private final Connections connections;

    ConnectionAccess(Offers offers, Connections connections) {
        this.offers = offers;
        this.connections = connections;
    }

    Flux<Seller> providers(Person person) {
        var administered = administered(person);
        if (person.isOperator()) {
            return offers.sellers();
        }
        return administered.isEmpty() ? forbidden().flux() : offers.sellers(administered);
    }

    /** @return errors with 403 for another provider's, with 404 for one that sells nothing */
    public Mono<Seller> provider(Person person, UUID provider) {
        if (!person.isOperator() && !administered(person).contains(provider)) {
            return forbidden();
        }
        return offers.sellers(Set.of(provider)).next().switchIfEmpty(notFound());
    }

    /** @return errors as {@link #provider}, and with 404 for a connection of another provider */
    public Mono<Connection> connection(Person person, UUID provider, UUID connection) {
        return provider(person, provider)
                .flatMap(found -> connections.find(found.id(), connection))
                .switchIfEmpty(notFound());
    }

    private static Set<UUID> administered(Person person) {
        return person.grants().stream()
                .map(ADMINISTERED::matcher)
                .filter(Matcher::matches)
                .map(grant -> UUID.fromString(grant.group(1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Mono<Seller> forbidden() {
        return Mono.error(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    public static <T> Mono<T> notFound() {
        return Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
