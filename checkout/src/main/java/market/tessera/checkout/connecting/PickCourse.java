package market.tessera.checkout.connecting;

import java.util.UUID;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.deeplink.BeginPicking;
import market.tessera.checkout.lti.LtiTools;
import market.tessera.platform.identity.Person;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The way into the tool, to pick the course that an offering opens. */
@Controller
class PickCourse {
    private final ConnectionAccess access;
    private final LtiTools tools;
    private final BeginPicking picking;

    PickCourse(ConnectionAccess access, LtiTools tools, BeginPicking picking) {
        this.access = access;
        this.tools = tools;
        this.picking = picking;
    }

    /** A link and no form: forms of this page may be sent to this site only. */
    @GetMapping("/checkout/connections/{provider}/{connection}/course")
    Mono<Rendering> pick(
            @PathVariable UUID provider,
            @PathVariable UUID connection,
            @RequestParam UUID offering,
            @AuthenticationPrincipal Person person) {
        return access.connection(person, provider, connection)
                .filter(Connection::isReady)
                .flatMap(tools::of)
                .flatMap(tool -> picking.begin(person, provider, offering, tool))
                .map(login -> Rendering.redirectTo(login.toString())
                        .status(HttpStatus.FOUND)
                        .build())
                .switchIfEmpty(ConnectionAccess.notFound());
    }
}
