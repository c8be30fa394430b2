package market.tessera.provider.shopfront;

import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.media.Refusal;
import market.tessera.provider.media.Shape;
import market.tessera.provider.media.TakePicture;
import market.tessera.provider.media.TakePicture.Taken;
import market.tessera.provider.media.UploadedForm;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where an institution's administrators upload its logo. Its name stands beside it wherever it is shown, so that it needs no words. */
@Controller
@RequestMapping("/portal/settings/{provider}/shopfront/logo")
class LogoPage {
    private final Providers providers;
    private final TakePicture takePicture;

    LogoPage(Providers providers, TakePicture takePicture) {
        this.providers = providers;
        this.takePicture = takePicture;
    }

    @GetMapping
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID provider) {
        scope.require(provider, Role.ADMINISTRATOR);
        return page(provider, HttpStatus.OK, HttpHeaders.EMPTY, "");
    }

    @PostMapping
    Mono<Rendering> upload(ProviderScope scope, @PathVariable UUID provider, ServerWebExchange exchange) {
        scope.require(provider, Role.ADMINISTRATOR);
        return takePicture.receive(exchange, form -> upload(provider, form), _ -> page(provider, Refusal.BUSY));
    }

    private Mono<Rendering> upload(UUID provider, UploadedForm form) {
        return takePicture.take(provider, form, Shape.LOGO).flatMap(taken -> switch (taken) {
            case Taken.Kept(var address) -> providers.mark(provider, address).thenReturn(back(provider));
            case Taken.Refused(var why) -> page(provider, why);
        });
    }

    @PostMapping("/remove")
    Mono<Rendering> remove(ProviderScope scope, @PathVariable UUID provider) {
        scope.require(provider, Role.ADMINISTRATOR);
        return providers.mark(provider, null).thenReturn(back(provider));
    }

    private Mono<Rendering> page(UUID id, Refusal why) {
        return page(id, why.status(), why.headers(), why.key());
    }

    private Mono<Rendering> page(UUID id, HttpStatus status, HttpHeaders headers, String mistake) {
        return providers
                .find(id)
                .map(provider -> Rendering.view("provider-portal/logo")
                        .status(status)
                        .headers(headers)
                        .modelAttribute("provider", provider)
                        .modelAttribute("mistake", mistake)
                        .build());
    }

    private static Rendering back(UUID provider) {
        return SeeOther.to("/portal/settings/%s/shopfront?done=saved".formatted(provider));
    }
}
