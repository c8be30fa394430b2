package market.tessera.provider.singlesignon;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.provider.realm.Realm;
import market.tessera.provider.realm.Realms;
import market.tessera.provider.singlesignon.Arrival.Reason;
import market.tessera.provider.singlesignon.Arrival.TurnedAway;
import market.tessera.provider.singlesignon.Visits.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/**
 * Takes people in who come back from their institution's sign-in service: whose address it has verified, within the domain that the institution has proven,
 * with an account that works for it. An account is known by the service's subject from then on.
 */
@Component
class Arrive {
    private final Realms realms;
    private final Departure departure;
    private final Visits visits;
    private final Claims claims;
    private final Accounts accounts;

    Arrive(Realms realms, Departure departure, Visits visits, Claims claims, Accounts accounts) {
        this.realms = realms;
        this.departure = departure;
        this.visits = visits;
        this.claims = claims;
        this.accounts = accounts;
    }

    /** What the service has sent the browser back with (RFC 6749, 4.1.2; RFC 9207). */
    record Answer(
            @Nullable String state,
            @Nullable String code,
            @Nullable String error,
            @Nullable String iss) {}

    Mono<Arrival> arrive(Realm realm, Answer answer, ServerHttpRequest request) {
        return Mono.justOrEmpty(answer.state())
                .flatMap(state -> visits.end(realm.provider(), state, request))
                .filter(visit ->
                        realm.settings() != null && (visit.purpose().trial() ? realm.mayBeSetUp() : realm.isOpen()))
                .flatMap(visit -> judge(realm, answer, visit))
                .defaultIfEmpty(new TurnedAway(Reason.STALE, false));
    }

    private Mono<Arrival> judge(Realm realm, Answer answer, Visit visit) {
        var arrival = departure
                .service(realm)
                .flatMap(service -> admit(realm, answer, visit, service))
                .defaultIfEmpty(away(Reason.NO_ANSWER, visit))
                .onErrorResume(
                        AuthenticationException.class,
                        refusal -> Mono.just(away(isOutage(refusal) ? Reason.NO_ANSWER : Reason.NOT_PROVEN, visit)))
                .onErrorResume(Arrive::isOutage, _ -> Mono.just(away(Reason.NO_ANSWER, visit)));
        return visit.purpose().trial()
                ? arrival.delayUntil(outcome -> realms.tried(realm.provider(), failure(outcome)))
                : arrival;
    }

    private Mono<Arrival> admit(Realm realm, Answer answer, Visit visit, ClientRegistration service) {
        if (!isFrom(service, answer.iss())) {
            return Mono.just(away(Reason.NOT_PROVEN, visit));
        }
        if (answer.code() == null || answer.state() == null || answer.error() != null) {
            return Mono.just(away(Reason.DENIED, visit));
        }
        return claims.prove(service, answer.state(), answer.code(), visit.secrets())
                .flatMap(user -> know(realm, user, visit));
    }

    /** That another service's answer is passed off as this one's is seen by the name in it. */
    private static boolean isFrom(ClientRegistration service, @Nullable String iss) {
        var provider = service.getProviderDetails();
        return iss == null
                ? !Boolean.TRUE.equals(provider.getConfigurationMetadata().get(SignInServices.NAMES_ITSELF))
                : iss.equals(provider.getIssuerUri());
    }

    private Mono<Arrival> know(Realm realm, OidcUser user, Visit visit) {
        var address = EmailAddress.parse(user.getEmail());
        if (address.isEmpty() || !Boolean.TRUE.equals(user.getEmailVerified())) {
            return Mono.just(away(Reason.UNVERIFIED, visit));
        }
        if (!realm.speaksFor(address.get())) {
            return Mono.just(away(Reason.FOREIGN, visit));
        }
        return visit.purpose().trial()
                ? Mono.just(new Arrival.Tried())
                : accounts.of(realm, Objects.requireNonNull(user.getSubject(), "sub"), address.get())
                        .map(known -> switch (known) {
                            case Accounts.Known.Account(var person) ->
                                new Arrival.Welcome(person, visit.purpose().goOn());
                            case Accounts.Known.Nobody() -> away(Reason.UNKNOWN, visit);
                            case Accounts.Known.Another() -> away(Reason.ANOTHER, visit);
                        });
    }

    private static Arrival away(Reason reason, Visit visit) {
        return new TurnedAway(reason, visit.purpose().trial());
    }

    private static @Nullable String failure(Arrival arrival) {
        return arrival instanceof TurnedAway away ? away.reason().key() : null;
    }

    private static boolean isOutage(Throwable failure) {
        return Stream.iterate(Optional.of(failure), Optional::isPresent, cause -> cause.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .anyMatch(cause -> cause instanceof Unreachable
                        || cause instanceof WebClientException
                        || cause instanceof TimeoutException);
    }
}
