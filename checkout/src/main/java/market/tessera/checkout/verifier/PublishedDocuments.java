package market.tessera.checkout.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import market.tessera.checkout.badge.PublishedBadges;
import market.tessera.checkout.issuer.PublishedIssuers;
import market.tessera.checkout.outbound.Content;
import market.tessera.checkout.outbound.Fetch;
import market.tessera.checkout.outbound.Fetch.Failed;
import market.tessera.checkout.outbound.Fetch.Got;
import market.tessera.checkout.outbound.Fetch.Reason;
import market.tessera.checkout.outbound.PublicWeb;
import market.tessera.checkout.sql.NullCharacters;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/** From the public web; what is published under this very host is read without going out, for it may not be reachable that way from here. */
@Component
class PublishedDocuments implements Documents {
    private static final Pattern ISSUER = Pattern.compile("/badges/issuers/([^/]+)/did\\.json");
    private static final Pattern KEY = Pattern.compile("/badges/issuers/([^/]+)/keys/([^/]+)");
    private static final Pattern STATUS = Pattern.compile("/badges/status/(\\d{1,9})");
    private static final String ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    private static final Pattern JWT = Pattern.compile("/badges/" + ID + "/credential\\.jwt");
    private static final Pattern BADGE = Pattern.compile("/badges/" + ID + "(?:/credential\\.json)?");

    private final PublicWeb web;
    private final PublishedIssuers issuers;
    private final PublishedBadges badges;
    private final JsonMapper json;
    private final Scheduler work;
    private final String here;

    PublishedDocuments(
            PublicWeb web,
            PublishedIssuers issuers,
            PublishedBadges badges,
            JsonMapper json,
            Scheduler verifierWork,
            @Value("${tessera.public-url}") URI origin) {
        this.web = web;
        this.issuers = issuers;
        this.badges = badges;
        this.json = json;
        this.work = verifierWork;
        this.here = origin.getAuthority();
    }

    @Override
    public Mono<Fetch> get(URI address, String accept) {
        return (isHere(address) ? own(address) : web.get(address, accept)).publishOn(work);
    }

    @Override
    public Mono<Fetch> getFromItself(URI address, String accept) {
        return (isHere(address) ? own(address) : web.getFromItself(address, accept)).publishOn(work);
    }

    private boolean isHere(URI address) {
        return here.equals(address.getAuthority());
    }

    private Mono<Fetch> own(URI address) {
        return Mono.just(address.getPath())
                .filter(path -> !NullCharacters.in(path))
                .flatMap(this::own)
                .map(text -> (Fetch) new Got(new Content(text.getBytes(UTF_8))))
                .defaultIfEmpty(new Failed(Reason.MISSING));
    }

    private Mono<String> own(String path) {
        return match(ISSUER, path)
                .flatMap(found -> issuers.document(found.group(1)))
                .map(json::writeValueAsString)
                .switchIfEmpty(match(KEY, path)
                        .flatMap(found -> issuers.key(found.group(1), found.group(2)))
                        .map(json::writeValueAsString))
                .switchIfEmpty(
                        match(STATUS, path).flatMap(found -> badges.statusList(Integer.parseInt(found.group(1)))))
                .switchIfEmpty(match(JWT, path).flatMap(found -> badges.jwt(UUID.fromString(found.group(1)))))
                .switchIfEmpty(match(BADGE, path).flatMap(found -> badges.credential(UUID.fromString(found.group(1)))));
    }

    private static Mono<MatchResult> match(Pattern pattern, String path) {
        return Mono.defer(() -> {
            var matcher = pattern.matcher(path);
            return matcher.matches() ? Mono.just(matcher.toMatchResult()) : Mono.empty();
        });
    }
}
