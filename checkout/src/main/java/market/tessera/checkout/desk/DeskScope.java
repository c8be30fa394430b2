package market.tessera.checkout.desk;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.platform.identity.Person;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What someone at the desk may see and do: the operator everything, a provider's finance staff and administrators what was bought of it.
 *
 * @param providers whose lines are seen, where not everything is
 */
public record DeskScope(boolean everything, Set<UUID> providers) {
    private static final Pattern MONEY = Pattern.compile("([0-9a-f-]{36}):(finance|administrator)");

    /** @throws ResponseStatusException 403 for everybody else */
    public static DeskScope of(Person person) {
        var providers = person.grants().stream()
                .map(MONEY::matcher)
                .filter(Matcher::matches)
                .map(grant -> UUID.fromString(grant.group(1)))
                .collect(Collectors.toUnmodifiableSet());
        if (!person.isOperator() && providers.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return new DeskScope(person.isOperator(), providers);
    }

    /** @throws ResponseStatusException 403 for everybody but the operator */
    public static DeskScope ofOperator(Person person) {
        if (!person.isOperator()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return of(person);
    }

    public boolean sees(OrderLine line) {
        return everything || providers.contains(line.provider());
    }

    public UUID[] providerIds() {
        return providers.toArray(UUID[]::new);
    }

    public Requester requester() {
        return everything ? Requester.OPERATOR : Requester.PROVIDER;
    }
}
