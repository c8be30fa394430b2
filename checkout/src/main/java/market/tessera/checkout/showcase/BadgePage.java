package market.tessera.checkout.showcase;

import static market.tessera.platform.problem.Missing.notFound;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.Badge.Merit;
import market.tessera.checkout.badge.Badges;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.offer.Editions;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A badge's public page, and its picture. */
@Controller
class BadgePage {
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");

    private final Badges badges;
    private final Issuers issuers;
    private final Editions editions;
    private final VerifyBadge verify;
    private final DescribeBadge describe;

    /** @param own whether the badge is the viewer's */
    record Sharing(boolean own, boolean hidden) {
        static final Sharing NONE = new Sharing(false, false);
    }

    BadgePage(Badges badges, Issuers issuers, Editions editions, VerifyBadge verify, DescribeBadge describe) {
        this.badges = badges;
        this.issuers = issuers;
        this.editions = editions;
        this.verify = verify;
        this.describe = describe;
    }

    /** Who may not see it is told so: a badge's address says nothing of whose it is. */
    @GetMapping("/badges/{id:[0-9a-f-]{36}}")
    Mono<Rendering> page(
            @PathVariable UUID id,
            @AuthenticationPrincipal @Nullable Person viewer,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return badges.find(id, viewer)
                .flatMap(badge -> Mono.zip(page(badge, locale), sharing(badge, viewer)))
                .map(found -> Rendering.view("checkout/badge")
                        .modelAttribute("badge", found.getT1())
                        .modelAttribute("sharing", found.getT2())
                        .build())
                .switchIfEmpty(badges.isHidden(id).filter(hidden -> hidden).map(_ -> hidden()))
                .switchIfEmpty(notFound());
    }

    @GetMapping("/badges/{id:[0-9a-f-]{36}}/image.svg")
    Mono<ResponseEntity<String>> picture(@PathVariable UUID id, @AuthenticationPrincipal @Nullable Person viewer) {
        return badges.find(id, viewer)
                .zipWhen(badge -> issuers.find(badge.provider()))
                .map(found -> picture(found.getT1(), found.getT2()))
                .switchIfEmpty(notFound());
    }

    @GetMapping("/badges/{id:[0-9a-f-]{36}}/image.png")
    Mono<ResponseEntity<byte[]>> preview(@PathVariable UUID id, @AuthenticationPrincipal @Nullable Person viewer) {
        return badges.find(id, viewer)
                .flatMap(badge -> Mono.zip(Mono.just(badge), issuers.find(badge.provider()), badges.isHidden(id)))
                .publishOn(Schedulers.boundedElastic())
                .map(found -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_PNG)
                        .cacheControl(
                                found.getT3()
                                        ? CacheControl.noStore()
                                        : CacheControl.maxAge(Duration.ofHours(1))
                                                .cachePublic())
                        .body(BadgePreview.png(
                                id, found.getT2().hue(), describe.picture(found.getT1(), found.getT2()))))
                .switchIfEmpty(notFound());
    }

    private Mono<DescribeBadge.Page> page(Badge badge, Locale locale) {
        return Mono.zip(issuers.find(badge.provider()), verify.check(badge), edition(badge))
                .map(found -> describe.page(badge, found.getT1(), found.getT2(), found.getT3(), locale));
    }

    /** The course as it was bought; nothing for what is no course. */
    private Mono<JsonNode> edition(Badge badge) {
        return switch (badge.merit()) {
            case Merit.Course course ->
                editions.find(course.offering(), course.edition()).defaultIfEmpty(MissingNode.getInstance());
            case Merit.Pathway _ -> Mono.just(MissingNode.getInstance());
        };
    }

    /** What the viewer can choose: nothing where the badge is somebody else's. */
    private Mono<Sharing> sharing(Badge badge, @Nullable Person viewer) {
        return viewer == null
                ? Mono.just(Sharing.NONE)
                : Mono.zip(badges.isOf(badge.id(), viewer.id()), badges.isHidden(badge.id()))
                        .map(found -> new Sharing(found.getT1(), found.getT2()));
    }

    private static Rendering hidden() {
        return Rendering.view("checkout/word")
                .status(HttpStatus.NOT_FOUND)
                .modelAttribute("words", "badge.hidden")
                .modelAttribute("onward", "/verify")
                .build();
    }

    private ResponseEntity<String> picture(Badge badge, Issuer issuer) {
        return ResponseEntity.ok()
                .contentType(SVG)
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .body(describe.picture(badge, issuer));
    }
}
