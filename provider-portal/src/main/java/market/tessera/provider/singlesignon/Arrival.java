package market.tessera.provider.singlesignon;

import java.util.Locale;
import market.tessera.platform.identity.Person;
import org.springframework.http.HttpStatus;

/** How somebody came back from an institution's sign-in service. */
sealed interface Arrival {
    record Welcome(Person person, String goOn) implements Arrival {}

    /** An administrator has tried it, and it works. */
    record Tried() implements Arrival {}

    /** @param trial whether an administrator has tried it */
    record TurnedAway(Reason reason, boolean trial) implements Arrival {}

    /** Why somebody does not come in. */
    enum Reason {
        /** Nobody left so, or came back already, or took too long. */
        STALE(HttpStatus.BAD_REQUEST),
        /** The service said no. */
        DENIED(HttpStatus.FORBIDDEN),
        /** What it sent is not what it should be: nonce, issuer, audience, signature, age, client. */
        NOT_PROVEN(HttpStatus.FORBIDDEN),
        /** It does not answer. */
        NO_ANSWER(HttpStatus.BAD_GATEWAY),
        /** It does not say that the mail address was verified. */
        UNVERIFIED(HttpStatus.FORBIDDEN),
        /** The address is outside the domain that the institution has proven. */
        FOREIGN(HttpStatus.FORBIDDEN),
        /** Nobody with that address works for the institution. */
        UNKNOWN(HttpStatus.FORBIDDEN),
        /** The account was somebody else's at the service before. */
        ANOTHER(HttpStatus.FORBIDDEN);

        private final HttpStatus status;

        Reason(HttpStatus status) {
            this.status = status;
        }

        HttpStatus status() {
            return status;
        }

        /** The last part of the key of its words. */
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
