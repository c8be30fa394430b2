package market.tessera.checkout.showcase;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.Badges;
import market.tessera.checkout.credential.BakedPng;
import market.tessera.checkout.credential.BakedSvg;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.picture.SvgDrawing;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A badge as files that can be kept and shown: pictures with the badge inside, and a certificate for paper. */
@RestController
class BadgeFiles {
    private static final String BADGE = "/badges/{id:[0-9a-f-]{36}}";
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");
    private static final int SIDE = 720;

    private final Badges badges;
    private final Issuers issuers;
    private final BadgePicture picture;
    private final BadgeCertificate certificate;

    BadgeFiles(Badges badges, Issuers issuers, BadgePicture picture, BadgeCertificate certificate) {
        this.badges = badges;
        this.issuers = issuers;
        this.picture = picture;
        this.certificate = certificate;
    }

    @GetMapping(BADGE + "/badge.png")
    Mono<ResponseEntity<byte[]>> png(@PathVariable UUID id, @AuthenticationPrincipal @Nullable Person viewer) {
        return file(
                id,
                viewer,
                (badge, issuer) -> answer(
                        "badge.png",
                        MediaType.IMAGE_PNG,
                        BakedPng.bake(
                                SvgDrawing.png(SvgDrawing.draw(picture.svg(badge, issuer), SIDE)),
                                badge.credential())));
    }

    @GetMapping(BADGE + "/badge.svg")
    Mono<ResponseEntity<String>> svg(@PathVariable UUID id, @AuthenticationPrincipal @Nullable Person viewer) {
        return file(
                id,
                viewer,
                (badge, issuer) ->
                        answer("badge.svg", SVG, BakedSvg.bake(picture.svg(badge, issuer), badge.credential())));
    }

    /** Paper says nothing of what is revoked: then there is none. */
    @GetMapping(BADGE + "/certificate.pdf")
    Mono<ResponseEntity<byte[]>> certificate(
            @PathVariable UUID id, @AuthenticationPrincipal @Nullable Person viewer, Locale locale) {
        return file(
                badges.find(id, viewer).filter(badge -> badge.revokedAt() == null),
                (badge, issuer) ->
                        answer("certificate.pdf", MediaType.APPLICATION_PDF, certificate.pdf(badge, issuer, locale)));
    }

    /** Drawing takes a while: not where connections are served. */
    private <T> Mono<ResponseEntity<T>> file(
            UUID id, @Nullable Person viewer, BiFunction<Badge, Issuer, ResponseEntity<T>> write) {
        return file(badges.find(id, viewer), write);
    }

    private <T> Mono<ResponseEntity<T>> file(Mono<Badge> found, BiFunction<Badge, Issuer, ResponseEntity<T>> write) {
        return found.zipWhen(badge -> issuers.find(badge.provider()))
                .publishOn(Schedulers.boundedElastic())
                .map(both -> write.apply(both.getT1(), both.getT2()))
                .switchIfEmpty(notFound());
    }

    private static <T> ResponseEntity<T> answer(String name, MediaType type, T content) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .body(content);
    }
}
