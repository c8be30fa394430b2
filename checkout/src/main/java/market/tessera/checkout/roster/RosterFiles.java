package market.tessera.checkout.roster;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The CSV binding by program; the specification leaves open how such a file is fetched. */
@RestController
class RosterFiles {
    private final RosterAccess access;
    private final RosterFile file;

    RosterFiles(RosterAccess access, RosterFile file) {
        this.access = access;
        this.file = file;
    }

    @GetMapping("/ims/oneroster/csv/v1p2/oneroster.zip")
    Mono<ResponseEntity<byte[]>> file(
            @RequestParam(required = false) @Nullable String since,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        return access.open(token, RosterScope.ROSTER_READ, RosterScope.ROSTER_CORE_READ)
                .flatMap(allowed -> file.write(allowed.provider(), allowed.connection(), since))
                .map(RosterFiles::answer);
    }

    private static ResponseEntity<byte[]> answer(byte[] zip) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .cacheControl(CacheControl.noStore())
                .headers(headers -> headers.setContentDisposition(ContentDisposition.attachment()
                        .filename("oneroster.zip")
                        .build()))
                .body(zip);
    }
}
