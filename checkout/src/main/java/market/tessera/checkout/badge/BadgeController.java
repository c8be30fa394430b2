package market.tessera.checkout.badge;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.offer.Editions;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.node.MissingNode;

/** A badge's public page, and its picture. */
@Controller
class BadgeController {
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");

    private final Badges badges;
    private final Issuers issuers;
    private final Editions editions;
    private final VerifyBadge verify;
    private final BadgePages pages;

    BadgeController(Badges badges, Issuers issuers, Editions editions, VerifyBadge verify, BadgePages pages) {
        this.badges = badges;
        this.issuers = issuers;
        this.editions = editions;
        this.verify = verify;
        this.pages = pages;
    }

    @GetMapping("/badges/{id:[0-9a-f-]{36}}")
    Mono<Rendering> page(@PathVariable UUID id, Locale locale) {
        return badges.find(id)
                .flatMap(badge -> Mono.zip(
                                issuers.find(badge.provider()),
                                verify.verify(badge),
                                editions.find(badge.offering(), badge.edition())
                                        .defaultIfEmpty(MissingNode.getInstance()))
                        .map(found -> pages.page(badge, found.getT1(), found.getT2(), found.getT3(), locale)))
                .map(page -> Rendering.view("checkout/badge")
                        .modelAttribute("badge", page)
                        .build())
                .switchIfEmpty(missing());
    }

    @GetMapping("/badges/{id:[0-9a-f-]{36}}/image.svg")
    Mono<ResponseEntity<String>> picture(@PathVariable UUID id) {
        return badges.find(id)
                .zipWhen(badge -> issuers.find(badge.provider()))
                .map(found -> picture(found.getT1(), found.getT2()))
                .switchIfEmpty(missing());
    }

    @GetMapping("/badges/{id:[0-9a-f-]{36}}/image.png")
    Mono<ResponseEntity<byte[]>> preview(@PathVariable UUID id) {
        return badges.find(id)
                .flatMap(badge -> issuers.find(badge.provider()))
                .publishOn(Schedulers.boundedElastic())
                .map(issuer -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_PNG)
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                        .body(BadgePreview.png(id, issuer.hue())))
                .switchIfEmpty(missing());
    }

    private ResponseEntity<String> picture(Badge badge, Issuer issuer) {
        return ResponseEntity.ok()
                .contentType(SVG)
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .body(pages.picture(badge, issuer));
    }

    private static <T> Mono<T> missing() {
        return Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
