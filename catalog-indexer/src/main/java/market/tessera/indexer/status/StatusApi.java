package market.tessera.indexer.status;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class StatusApi {
    private final IndexStatus status;

    StatusApi(IndexStatus status) {
        this.status = status;
    }

    @GetMapping("/indexer/status")
    Mono<IndexStatus.Report> status() {
        return status.look();
    }
}
