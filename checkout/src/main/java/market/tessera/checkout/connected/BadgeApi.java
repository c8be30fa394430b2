package market.tessera.checkout.connected;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.connected.HeldCredentials.Format;
import market.tessera.checkout.connected.HeldCredentials.Held;
import market.tessera.checkout.credential.CredentialToken;
import market.tessera.checkout.sql.NullCharacters;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A learner's credentials for applications that were allowed to have them (Open Badges 3.0, section 6.2). */
@RestController
class BadgeApi {
    private static final String CREDENTIALS = "/ims/ob/v3p0/credentials";
    private static final int MOST = 100;
    private static final int LARGEST = 128 * 1024;
    private static final int LONGEST_ID = 500;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Bearers bearers;
    private final HeldCredentials held;
    private final JsonMapper json;
    private final String origin;

    BadgeApi(Bearers bearers, HeldCredentials held, JsonMapper json, @Value("${tessera.public-url}") String origin) {
        this.bearers = bearers;
        this.held = held;
        this.json = json;
        this.origin = origin;
    }

    /** @param since only what came at that time or later */
    private record Range(int limit, int offset, Instant since, String text) {
        static Optional<Range> of(String limit, String offset, String since) {
            try {
                var range = new Range(
                        Integer.parseInt(limit),
                        Integer.parseInt(offset),
                        since.isEmpty()
                                ? Instant.EPOCH
                                : within(OffsetDateTime.parse(since).toInstant()),
                        since);
                return Optional.of(range).filter(one -> one.limit >= 1 && one.limit <= MOST && one.offset >= 0);
            } catch (NumberFormatException | DateTimeException malformed) {
                return Optional.empty();
            }
        }

        /** The database keeps no times as far away as can be written. */
        private static Instant within(Instant since) {
            return since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since.isAfter(LATEST) ? LATEST : since;
        }
    }

    @GetMapping(path = CREDENTIALS, produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> credentials(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestParam(defaultValue = "" + MOST) String limit,
            @RequestParam(defaultValue = "0") String offset,
            @RequestParam(defaultValue = "") String since) {
        return bearers.allow(
                authorization,
                AppScope.READ_CREDENTIALS,
                grant -> Mono.justOrEmpty(Range.of(limit, offset, since))
                        .<ResponseEntity<?>>flatMap(range -> page(grant.learner(), range))
                        .defaultIfEmpty(Bearers.refused(
                                HttpStatus.BAD_REQUEST,
                                "invalid_query_parameter",
                                "limit is 1 to 100, offset 0 or more, since a time as RFC 3339 has it.")));
    }

    private Mono<ResponseEntity<?>> page(UUID learner, Range range) {
        return Mono.zip(
                        held.count(learner, range.since()),
                        held.page(learner, range.since(), range.limit(), range.offset()))
                .map(found -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .header("X-Total-Count", Long.toString(found.getT1()))
                        .headers(headers -> headers.addAll(HttpHeaders.LINK, links(range, found.getT1())))
                        .body(body(found.getT2())));
    }

    private JsonNode body(List<Held> found) {
        var body = json.createObjectNode();
        var credentials = body.putArray("credential");
        var tokens = body.putArray("compactJwsString");
        found.forEach(one -> {
            switch (one.format()) {
                case JSON -> credentials.add(json.readTree(one.content()));
                case JWT -> tokens.add(one.content());
            }
        });
        return body;
    }

    private List<String> links(Range range, long total) {
        var last = total == 0 ? 0 : (int) ((total - 1) / range.limit()) * range.limit();
        var links = new ArrayList<String>();
        if ((long) range.offset() + range.limit() < total) {
            links.add(link(range, range.offset() + range.limit(), "next"));
        }
        if (range.offset() > 0) {
            links.add(link(range, Math.max(0, range.offset() - range.limit()), "prev"));
        }
        links.add(link(range, 0, "first"));
        links.add(link(range, last, "last"));
        return links;
    }

    private String link(Range range, int offset, String relation) {
        var since = range.text().isEmpty() ? "" : "&since=" + range.text().replace("+", "%2B");
        return "<%s%s?limit=%d&offset=%d%s>; rel=\"%s\""
                .formatted(origin, CREDENTIALS, range.limit(), offset, since, relation);
    }

    /** Kept as it came, beside the learner's own; nobody has verified it. */
    @PostMapping(
            path = CREDENTIALS,
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/vc+ld+json", MediaType.TEXT_PLAIN_VALUE})
    Mono<ResponseEntity<?>> add(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestBody String body) {
        return bearers.allow(
                authorization,
                AppScope.ADD_CREDENTIALS,
                grant -> Mono.justOrEmpty(read(body.strip()))
                        .flatMap(credential -> held.keep(grant.learner(), credential)
                                .<ResponseEntity<?>>map(keeping -> answer(keeping, credential)))
                        .defaultIfEmpty(Bearers.refused(
                                HttpStatus.BAD_REQUEST,
                                "invaliddata",
                                "An AchievementCredential as JSON or as compact JWS, of at most 128 KB, with an id.")));
    }

    private ResponseEntity<?> answer(HeldCredentials.Keeping keeping, Held credential) {
        return switch (keeping) {
            case CREATED -> kept(HttpStatus.CREATED, credential);
            case REPLACED -> kept(HttpStatus.OK, credential);
            case FULL -> Bearers.refused(HttpStatus.BAD_REQUEST, "server_busy", "No more than 500 are kept.");
        };
    }

    private ResponseEntity<?> kept(HttpStatus status, Held credential) {
        var answer = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
        return switch (credential.format()) {
            case JSON -> answer.contentType(MediaType.APPLICATION_JSON).body(json.readTree(credential.content()));
            case JWT -> answer.contentType(MediaType.TEXT_PLAIN).body(credential.content());
        };
    }

    private Optional<Held> read(String text) {
        if (text.length() > LARGEST || NullCharacters.in(text)) {
            return Optional.empty();
        }
        return text.startsWith("{")
                ? object(text).flatMap(credential -> held(credential, Format.JSON, credential.toString()))
                : CredentialToken.parse(text).flatMap(token -> held(token.credential(), Format.JWT, text));
    }

    private static Optional<Held> held(JsonNode credential, Format format, String content) {
        var id = credential.path("id").asString("");
        var isBadge = credential
                .path("type")
                .valueStream()
                .map(type -> type.asString(""))
                .anyMatch(type -> type.equals("OpenBadgeCredential") || type.equals("AchievementCredential"));
        return isBadge && !id.isEmpty() && id.length() <= LONGEST_ID && !NullCharacters.in(id)
                ? Optional.of(new Held(id, format, content))
                : Optional.empty();
    }

    private Optional<JsonNode> object(String text) {
        try {
            return Optional.of(json.readTree(text)).filter(JsonNode::isObject);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }
}
