package market.tessera.checkout.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static market.tessera.platform.problem.Missing.notFound;

import java.net.URLEncoder;
import java.security.SecureRandom;
import java.util.UUID;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.Badges;
import market.tessera.checkout.certificate.QrCode;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Token;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The page on which learners hand a badge of theirs to a wallet. */
@Controller
class WalletPages {
    static final int DIGITS = 6;
    private static final int NUMBERS = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Badges badges;
    private final WalletOffers offers;
    private final String origin;

    WalletPages(Badges badges, WalletOffers offers, @Value("${tessera.public-url}") String origin) {
        this.badges = badges;
        this.offers = offers;
        this.origin = origin;
    }

    @GetMapping("/badges/{id:[0-9a-f-]{36}}/wallet")
    Mono<Rendering> explain(
            @PathVariable UUID id, @AuthenticationPrincipal Person learner, ServerWebExchange exchange) {
        return own(id, learner, exchange).map(badge -> page(badge).build());
    }

    /** Shown once, and not again: of both codes only hashes are kept. */
    @PostMapping("/badges/{id:[0-9a-f-]{36}}/wallet")
    Mono<Rendering> offer(@PathVariable UUID id, @AuthenticationPrincipal Person learner, ServerWebExchange exchange) {
        var code = Token.random();
        var txCode = "%06d".formatted(RANDOM.nextInt(NUMBERS));
        return own(id, learner, exchange)
                .flatMap(badge -> offers.make(id, code, txCode).thenReturn(badge))
                .map(badge -> page(badge)
                        .modelAttribute("address", address(code))
                        .modelAttribute("code", QrCode.squares(address(code)))
                        .modelAttribute("txCode", txCode)
                        .modelAttribute("minutes", WalletOffers.OFFERED.toMinutes())
                        .build());
    }

    private Mono<Badge> own(UUID id, Person learner, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return badges.isOf(id, learner.id())
                .filter(own -> own)
                .flatMap(_ -> badges.find(id, learner))
                .filter(badge -> badge.revokedAt() == null)
                .switchIfEmpty(notFound());
    }

    private static Rendering.Builder<?> page(Badge badge) {
        return Rendering.view("checkout/wallet")
                .modelAttribute("badgeTitle", badge.title())
                .modelAttribute("badge", badge.id());
    }

    private String address(Token code) {
        return "openid-credential-offer://?credential_offer_uri="
                + URLEncoder.encode(origin + "/badges/wallet/offers/" + code.text(), UTF_8);
    }
}
