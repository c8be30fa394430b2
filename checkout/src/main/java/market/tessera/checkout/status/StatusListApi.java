package market.tessera.checkout.status;

import java.time.Duration;
import market.tessera.platform.problem.Problem;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Publishes which badges are revoked. */
@RestController
class StatusListApi {
    private static final MediaType JSON_LD = MediaType.parseMediaType("application/vc+ld+json");

    private final SignedLists lists;

    StatusListApi(SignedLists lists) {
        this.lists = lists;
    }

    @GetMapping("/badges/status/{list:\\d{1,9}}")
    Mono<ResponseEntity<String>> list(@PathVariable int list) {
        return lists.find(list)
                .map(signed -> ResponseEntity.ok()
                        .contentType(JSON_LD)
                        .eTag("\"%d-%d\"".formatted(list, signed.revision()))
                        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
                        .header("Access-Control-Allow-Origin", "*")
                        .body(signed.credential().toString()))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no such status list")));
    }
}
