package market.tessera.checkout.transcript;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.issuer.SignCredential;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes a record and signs it with the marketplace's keys: for what it holds its issuers vouch, for its being put together the marketplace. */
@Component
class DraftTranscript {
    private final Issuers issuers;
    private final ClrCredential format;
    private final SignCredential sign;
    private final MessageSource words;
    private final Clock clock;

    DraftTranscript(Issuers issuers, ClrCredential format, SignCredential sign, MessageSource words, Clock clock) {
        this.issuers = issuers;
        this.format = format;
        this.sign = sign;
        this.words = words;
        this.clock = clock;
    }

    Mono<Transcript> write(List<Badge> badges, String email) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var name = words.getMessage("transcript.name", null, Locale.ENGLISH);
        return issuers.marketplace()
                .flatMap(issuer -> sign.sign(issuer, format.write(badges, issuer, name, email, now), now))
                .map(signed -> new Transcript(badges, signed.credential(), signed.jwt(), now));
    }
}
