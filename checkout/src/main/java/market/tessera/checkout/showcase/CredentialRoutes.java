package market.tessera.checkout.showcase;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.Badges;
import market.tessera.platform.identity.Person;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The credential itself, for programs: under the badge's own address when they ask for it by type, and under addresses of its own for people
 * who want the file. Whoever names no such type gets the page, as every crawler that makes a preview does.
 */
@Configuration(proxyBeanMethods = false)
class CredentialRoutes {
    private static final String ID = "{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}";
    private static final MediaType JSON_LD = MediaType.parseMediaType("application/vc+ld+json");
    private static final MediaType JWT = MediaType.parseMediaType("application/vc+jwt");
    private static final List<MediaType> AS_JSON_LD = List.of(
            JSON_LD,
            MediaType.parseMediaType("application/vc"),
            MediaType.parseMediaType("application/ld+json"),
            MediaType.APPLICATION_JSON);
    private static final List<MediaType> AS_JWT = List.of(JWT, MediaType.parseMediaType("application/jwt"));

    @Bean
    RouterFunction<ServerResponse> credentials(Badges badges) {
        var jsonLd = answer(badges, Badge::credential, JSON_LD);
        var jwt = answer(badges, Badge::jwt, JWT);
        return RouterFunctions.route()
                .GET("/badges/" + ID, asksFor(AS_JSON_LD), jsonLd::apply)
                .GET("/badges/" + ID, asksFor(AS_JWT), jwt::apply)
                .GET("/badges/" + ID + "/credential.json", jsonLd::apply)
                .GET("/badges/" + ID + "/credential.jwt", jwt::apply)
                .build();
    }

    private static Function<ServerRequest, Mono<ServerResponse>> answer(
            Badges badges, Function<Badge, String> form, MediaType type) {
        return request -> viewer(request)
                .flatMap(viewer -> badges.find(UUID.fromString(request.pathVariable("id")), viewer.orElse(null)))
                .flatMap(badge -> ServerResponse.ok()
                        .contentType(type)
                        .cacheControl(CacheControl.noCache())
                        .varyBy("Accept")
                        .header("Access-Control-Allow-Origin", "*")
                        .bodyValue(form.apply(badge)))
                .switchIfEmpty(Mono.defer(() -> ServerResponse.notFound().build()));
    }

    private static Mono<Optional<Person>> viewer(ServerRequest request) {
        return request.principal()
                .ofType(Authentication.class)
                .map(Authentication::getPrincipal)
                .ofType(Person.class)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private static RequestPredicate asksFor(List<MediaType> types) {
        return request -> request.headers().accept().stream()
                .findFirst()
                .filter(accepted -> types.stream().anyMatch(type -> type.equalsTypeAndSubtype(accepted)))
                .isPresent();
    }
}
