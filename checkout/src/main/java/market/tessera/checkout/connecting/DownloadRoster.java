package market.tessera.checkout.connecting;

import java.util.UUID;
import market.tessera.checkout.connection.Connection.Kind;
import market.tessera.checkout.roster.RosterFile;
import market.tessera.platform.identity.Person;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import reactor.core.publisher.Mono;

/** The roster as a file for a system that takes files, for people to carry there; by a POST, because whoever is in it counts as enrolled. */
@Controller
class DownloadRoster {
    private final ConnectionAccess access;
    private final RosterFile file;

    DownloadRoster(ConnectionAccess access, RosterFile file) {
        this.access = access;
        this.file = file;
    }

    @PostMapping("/checkout/connections/{provider}/{connection}/oneroster.zip")
    Mono<ResponseEntity<byte[]>> download(
            @PathVariable UUID provider, @PathVariable UUID connection, @AuthenticationPrincipal Person person) {
        return access.connection(person, provider, connection)
                .filter(found -> found.kind() == Kind.ONEROSTER)
                .switchIfEmpty(ConnectionAccess.notFound())
                .flatMap(found -> file.write(provider, found.id(), null))
                .map(zip -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType("application/zip"))
                        .cacheControl(CacheControl.noStore())
                        .headers(headers -> headers.setContentDisposition(ContentDisposition.attachment()
                                .filename("oneroster.zip")
                                .build()))
                        .body(zip));
    }
}
