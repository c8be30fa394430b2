package market.tessera.checkout.campaign;

import static market.tessera.platform.problem.Missing.notFound;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.campaign.CampaignForm.Wish;
import market.tessera.checkout.campaign.CampaignForm.Wrong;
import market.tessera.checkout.campaign.Campaigns.Campaign;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.desk.DeskTabs;
import market.tessera.checkout.promotion.Promotion;
import market.tessera.checkout.promotion.Reduction;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The desk's promotion codes. */
@Controller
class CampaignDesk {
    private static final String PROMOTIONS = "/checkout/desk/promotions";

    private final Campaigns campaigns;
    private final DeskTabs tabs;
    private final MessageSource words;
    private final Clock clock;

    CampaignDesk(Campaigns campaigns, DeskTabs tabs, MessageSource words, Clock clock) {
        this.campaigns = campaigns;
        this.tabs = tabs;
        this.words = words;
        this.clock = clock;
    }

    /** A code as the page lists it. */
    record Row(UUID id, String code, String whose, String off, String when, String used, boolean ended) {}

    @GetMapping(PROMOTIONS)
    Mono<Rendering> show(@AuthenticationPrincipal Person person, Locale locale, ServerWebExchange exchange) {
        return page(CampaignForm.EMPTY, "", DeskScope.of(person), locale, exchange);
    }

    /** @param wrong what could not be understood of the form; empty where it was not sent */
    private Mono<Rendering> page(
            CampaignForm form, String wrong, DeskScope scope, Locale locale, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return Mono.zip(
                        campaigns
                                .of(scope)
                                .map(campaign -> row(campaign, locale))
                                .collectList(),
                        campaigns.sellers(scope).collectList(),
                        tabs.of("promotions", scope, locale))
                .map(found -> Rendering.view("checkout/desk-promotions")
                        .modelAttribute("rows", found.getT1())
                        .modelAttribute("sellers", found.getT2())
                        .modelAttribute("tabs", found.getT3())
                        .modelAttribute("everything", scope.everything())
                        .modelAttribute("form", form)
                        .modelAttribute("wrong", wrong)
                        .status(wrong.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .build());
    }

    @PostMapping(PROMOTIONS)
    Mono<Rendering> make(
            @ModelAttribute CampaignForm form,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        var scope = DeskScope.of(person);
        try {
            var wish = form.read();
            return isOwn(wish, scope)
                    ? campaigns
                            .add(wish, person.email())
                            .flatMap(added -> added
                                    ? Mono.just(SeeOther.to(PROMOTIONS))
                                    : page(form, "taken", scope, locale, exchange))
                    : Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN));
        } catch (Wrong wrong) {
            return page(form, wrong.key(), scope, locale, exchange);
        }
    }

    @PostMapping(PROMOTIONS + "/{id}/end")
    Mono<Rendering> end(@PathVariable UUID id, @AuthenticationPrincipal Person person) {
        return campaigns
                .end(id, DeskScope.of(person))
                .filter(own -> own)
                .switchIfEmpty(notFound())
                .thenReturn(SeeOther.to(PROMOTIONS));
    }

    private static boolean isOwn(Wish wish, DeskScope scope) {
        var provider = wish.provider();
        return provider == null ? scope.everything() : scope.providers().contains(provider);
    }

    private Row row(Campaign campaign, Locale locale) {
        var promotion = campaign.promotion();
        var whose = campaign.providerName();
        return new Row(
                promotion.id(),
                promotion.code(),
                whose == null ? word("desk.promotions.market", locale) : whose,
                switch (promotion.reduction()) {
                    case Reduction.Percentage(var points) ->
                        BigDecimal.valueOf(points, 2).stripTrailingZeros().toPlainString() + " %";
                    case Reduction.Sum(var amount) -> amount.format(locale);
                },
                days(promotion),
                used(promotion, locale),
                promotion
                        .refusal(clock.instant())
                        .filter(Promotion.Refusal.OVER::equals)
                        .isPresent());
    }

    private String used(Promotion promotion, Locale locale) {
        var total = promotion.totalLimit();
        var used = total == null
                ? Integer.toString(promotion.taken())
                : word("desk.promotions.of", locale, promotion.taken(), total);
        var person = promotion.personLimit();
        return person == null ? used : used + ", " + word("desk.promotions.each", locale, person);
    }

    /** Empty where it can be used on any day. */
    private static String days(Promotion promotion) {
        var starts = promotion.startsAt();
        var ends = promotion.endsAt();
        return starts == null && ends == null
                ? ""
                : "%s – %s"
                        .formatted(
                                starts == null ? "" : LocalDate.ofInstant(starts, ZoneOffset.UTC),
                                ends == null
                                        ? ""
                                        : LocalDate.ofInstant(ends, ZoneOffset.UTC)
                                                .minusDays(1));
    }

    private String word(String key, Locale locale, Object... values) {
        return words.getMessage(key, values, locale);
    }
}
