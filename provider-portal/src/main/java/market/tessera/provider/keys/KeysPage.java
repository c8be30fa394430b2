package market.tessera.provider.keys;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.access.ApiKey;
import market.tessera.provider.access.ApiKeys;
import market.tessera.provider.access.ApiKeys.Issued;
import market.tessera.provider.access.Scope;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The keys of one provider. A new one is shown on the answer to its form and nowhere else, ever. */
@Controller
@RequestMapping("/portal/settings/{provider}/keys")
class KeysPage {
    private final ApiKeys keys;
    private final GiveOutKeys giveOut;
    private final Providers providers;
    private final Clock clock;

    KeysPage(ApiKeys keys, GiveOutKeys giveOut, Providers providers, Clock clock) {
        this.keys = keys;
        this.giveOut = giveOut;
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * A key in the list.
     *
     * @param standing {@code valid}, {@code expired} or {@code revoked}
     */
    record Row(ApiKey key, String standing) {}

    @GetMapping
    Mono<Rendering> show(
            ProviderScope scope, @PathVariable UUID provider, @RequestParam(required = false) @Nullable String done) {
        return page(scope, provider, KeyForm.blank(), null, HttpStatus.OK)
                .map(rendering -> rendering
                        .modelAttribute("revoked", "revoked".equals(done))
                        .build());
    }

    @PostMapping
    Mono<Rendering> issue(ProviderScope scope, @PathVariable UUID provider, @ModelAttribute KeyForm form) {
        scope.require(provider, Role.ADMINISTRATOR);
        if (!form.isNamed() || !form.isSound()) {
            return page(scope, provider, form, null, HttpStatus.UNPROCESSABLE_CONTENT)
                    .map(Rendering.Builder::build);
        }
        return giveOut.issue(scope, provider, form)
                .flatMap(issued -> page(scope, provider, KeyForm.blank(), issued, HttpStatus.OK))
                .map(Rendering.Builder::build);
    }

    @PostMapping("/{key}/revoke")
    Mono<Rendering> revoke(ProviderScope scope, @PathVariable UUID provider, @PathVariable UUID key) {
        scope.require(provider, Role.ADMINISTRATOR);
        return giveOut.revoke(scope, provider, key)
                .thenReturn(SeeOther.to("/portal/settings/" + provider + "/keys?done=revoked"));
    }

    private Mono<Rendering.Builder<?>> page(
            ProviderScope scope, UUID provider, KeyForm form, @Nullable Issued issued, HttpStatus status) {
        scope.require(provider, Role.ADMINISTRATOR);
        return Mono.zip(
                        providers.find(provider),
                        keys.ofProvider(provider).map(this::row).collectList())
                .map(known -> Rendering.view("provider-portal/keys")
                        .status(status)
                        .modelAttribute("provider", known.getT1())
                        .modelAttribute("rows", known.getT2())
                        .modelAttribute("form", form)
                        .modelAttribute("scopes", scopes(form))
                        .modelAttribute("lasting", lasting(form))
                        .modelAttribute("unnamed", status.isError() && !form.isNamed())
                        .modelAttribute("unsound", status.isError() && !form.isSound())
                        .modelAttribute("issued", Optional.ofNullable(issued)));
    }

    private Row row(ApiKey key) {
        if (key.revokedAt() != null) {
            return new Row(key, "revoked");
        }
        return new Row(key, key.isValidAt(clock.instant()) ? "valid" : "expired");
    }

    private static List<Map<String, Object>> scopes(KeyForm form) {
        return Arrays.stream(Scope.values())
                .map(scope -> Map.<String, Object>of(
                        "key", scope.key(), "chosen", form.chosen().contains(scope)))
                .toList();
    }

    private static List<Map<String, Object>> lasting(KeyForm form) {
        return KeyForm.DAYS.stream()
                .map(days -> Map.<String, Object>of(
                        "value", days, "selected", form.lasting().equals(days)))
                .toList();
    }
}
